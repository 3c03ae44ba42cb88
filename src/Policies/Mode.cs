using System.Text.Json.Serialization;

namespace NetpolOrleans.Policies;

/// <summary>What is done for a workload, from the least to the most.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Mode>))]
public enum Mode
{
    /// <summary>Nothing: no policy, no report.</summary>
    Off,

    /// <summary>The policy is computed and reported, not written.</summary>
    Observe,

    /// <summary>The policy is written and kept.</summary>
    Enforce,
}
