using System.Text.Json.Serialization;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>What the policies of one end of a flow say.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SideOutcome>))]
public enum SideOutcome
{
    /// <summary>A pod's traffic to itself: no policy can stop it.</summary>
    Self,

    /// <summary>An address outside the cluster or a host-network pod: policies do not apply to it.</summary>
    Unselectable,

    /// <summary>No policy isolates the pod in this direction: everything is allowed.</summary>
    NotIsolated,

    /// <summary>A rule admits the flow.</summary>
    Admitted,

    /// <summary>The pod is isolated, and no rule admits the flow.</summary>
    Denied,
}
