using System.Text.Json;
using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Http;

/// <summary>Where a page ended: the version it showed (-1: whatever is current) and the last key on it.</summary>
internal sealed record ContinueToken(long ResourceVersion, string Namespace, string Name)
{
    public static ContinueToken After(StoredObject last, long version) => new(version, last.Key.Namespace, last.Key.Name);

    public bool IsBefore(StoredObject obj)
    {
        var order = string.CompareOrdinal(obj.Key.Namespace, Namespace);
        return order > 0 || (order == 0 && string.CompareOrdinal(obj.Key.Name, Name) > 0);
    }

    public string Encode() => Convert.ToBase64String(JsonText.ToUtf8(new JsonObject
    {
        ["v"] = "meta.k8s.io/v1",
        ["rv"] = ResourceVersion,
        ["start"] = $"{Namespace}/{Name}",
    })).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <exception cref="ApiException">400: not a token of this server.</exception>
    public static ContinueToken Decode(string text)
    {
        try
        {
            var padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
            var token = JsonText.Parse(Convert.FromBase64String(padded)) as JsonObject;
            if (token.Text("v") == "meta.k8s.io/v1" && token.Text("start")?.Split('/') is [var scope, var name] && token.Number("rv") is { } version)
                return new ContinueToken(version, scope, name);
        }
        catch (Exception broken) when (broken is FormatException or JsonException)
        {
            // Falls through to the refusal.
        }
        throw ApiErrors.BadRequest("invalid continue token: continue key is not valid: unable to decode it");
    }
}
