using System.Text.Json.Serialization;

namespace NetpolOrleans.Policies.Declarations;

/// <summary>What is done with a workload's policy, from the weakest to the strictest.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PolicyMode>))]
public enum PolicyMode
{
    /// <summary>No policy is kept.</summary>
    Off,

    /// <summary>The policy is computed and reported, not written.</summary>
    Observe,

    /// <summary>The policy is kept.</summary>
    Enforce,
}
