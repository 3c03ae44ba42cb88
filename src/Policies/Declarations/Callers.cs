using System.Text.Json.Serialization;

namespace NetpolOrleans.Policies.Declarations;

/// <summary>Which clients of other namespaces are admitted, from the weakest to the strictest.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Callers>))]
public enum Callers
{
    /// <summary>Every client whose references reach the target.</summary>
    Auto,

    /// <summary>Of those, the ones that the target grants it.</summary>
    Granted,
}
