using System.Text.Json.Serialization;

namespace NetpolOrleans.Policies.Rules;

/// <summary>Whether a workload gets a policy, and if not, why.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Disposition>))]
public enum Disposition
{
    /// <summary>It gets a policy.</summary>
    Managed,

    /// <summary>Its policy is computed and reported, not written.</summary>
    Observed,

    /// <summary>The mode is off.</summary>
    Off,

    /// <summary>Its namespace is excluded.</summary>
    Excluded,

    /// <summary>It belongs to the platform.</summary>
    Infrastructure,

    /// <summary>Its pods share their nodes' network: no selector matches them.</summary>
    HostNetwork,

    /// <summary>It has no labels to select by: an empty selector would isolate its whole namespace.</summary>
    Unselectable,

    /// <summary>A workload that we manage controls it.</summary>
    Controlled,

    /// <summary>A kind that we do not know controls it: its references count, it gets no policy.</summary>
    UnknownController,
}
