using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Security;

/// <summary>Writes ServiceAccounts' tokens: signed JSON web tokens with the claims that clients read.</summary>
internal sealed class ServiceAccountTokens : IDisposable
{
    public const string Issuer = "https://kubernetes.default.svc.cluster.local";
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Write(string scope, string name, string uid, IEnumerable<string> audiences, DateTimeOffset from, DateTimeOffset until)
    {
        var claims = new JsonObject
        {
            ["aud"] = audiences.ToJsonArray(),
            ["exp"] = until.ToUnixTimeSeconds(),
            ["iat"] = from.ToUnixTimeSeconds(),
            ["iss"] = Issuer,
            ["jti"] = Guid.NewGuid().ToString(),
            ["kubernetes.io"] = new JsonObject { ["namespace"] = scope, ["serviceaccount"] = new JsonObject { ["name"] = name, ["uid"] = uid } },
            ["nbf"] = from.ToUnixTimeSeconds(),
            ["sub"] = $"system:serviceaccount:{scope}:{name}",
        };
        var text = $"{Part(new JsonObject { ["alg"] = "ES256", ["typ"] = "JWT" })}.{Part(claims)}";
        return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    public void Dispose() => key.Dispose();

    private static string Part(JsonObject part) => Base64Url.EncodeToString(JsonText.ToUtf8(part));
}
