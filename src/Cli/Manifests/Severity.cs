using System.Text.Json.Serialization;

namespace NetpolOrleans.Cli.Manifests;

/// <summary>How bad something is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
internal enum Severity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Note,

    /// <summary>Probably not what was meant.</summary>
    Warning,

    /// <summary>Something could not be read: the command ends with exit code 1.</summary>
    Error,
}
