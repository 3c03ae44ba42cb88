using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Controllers;

/// <summary>Short names for pod templates: stable, safe in labels and names, without vowels.</summary>
internal static class TemplateHash
{
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    public static string Of(JsonNode? template)
    {
        ulong hash = 14695981039346656037;
        foreach (var octet in JsonText.ToUtf8(Sorted(template) ?? new JsonObject())) hash = (hash ^ octet) * 1099511628211;
        Span<char> text = stackalloc char[10];
        for (var index = 0; index < text.Length; index++, hash /= (ulong)Alphabet.Length) text[index] = Alphabet[(int)(hash % (ulong)Alphabet.Length)];
        return text.ToString();
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
