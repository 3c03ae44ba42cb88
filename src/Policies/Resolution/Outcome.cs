using System.Text.Json.Serialization;

namespace NetpolOrleans.Policies.Resolution;

/// <summary>What became of a reference.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    /// <summary>The target exists and is opened.</summary>
    Resolved,

    /// <summary>The target's shard has not answered yet: nothing may be narrowed on this knowledge.</summary>
    Unknown,

    /// <summary>The target does not exist (yet): nothing is opened, it is reported.</summary>
    Pending,

    /// <summary>The Service exists but lacks the port: nothing is opened, it is reported.</summary>
    MissingPort,

    /// <summary>The Service has neither pods nor addresses behind it: nothing to open, it is reported.</summary>
    NoBackends,

    /// <summary>A host outside the cluster: reported, opened only by a declaration.</summary>
    External,

    /// <summary>A text that turned out to be no reference: neither opened nor reported.</summary>
    NotAReference,
}
