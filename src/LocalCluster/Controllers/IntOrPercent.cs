using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Controllers;

/// <summary>Counts that may be given as a share of the whole.</summary>
internal static class IntOrPercent
{
    public static int Resolve(JsonNode? value, int total, bool roundUp)
    {
        if (value.AsNumber() is { } number) return (int)number;
        if (value.AsText() is not { } text || !double.TryParse(text.TrimEnd('%'), out var share)) return 0;
        var exact = share * total / 100;
        return (int)(roundUp ? Math.Ceiling(exact) : Math.Floor(exact));
    }
}
