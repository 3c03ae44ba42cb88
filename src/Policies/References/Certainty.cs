using System.Text.Json.Serialization;

namespace NetpolOrleans.Policies.References;

/// <summary>What must exist before a text counts as a reference.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Certainty>))]
public enum Certainty
{
    /// <summary>The form says that a host is meant (an FQDN, a URL): an absent target is pending and is reported.</summary>
    Explicit,

    /// <summary>A bare name where a host is expected: it counts only where the Service exists, and is not reported otherwise.</summary>
    IfServiceExists,

    /// <summary>A <c>name:port</c> anywhere: it counts only where the Service exists and has that port; else it is nothing.</summary>
    IfServiceHasPort,
}
