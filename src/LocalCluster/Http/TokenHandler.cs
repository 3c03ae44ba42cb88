using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Security;

namespace LocalKubernetes.Http;

/// <summary>serviceaccounts/NAME/token: a bearer token for a while.</summary>
internal sealed class TokenHandler(ObjectRegistry registry, Authenticator authenticator, ServiceAccountTokens tokens)
{
    private const long Shortest = 600;
    private const long Longest = 1L << 32;

    public async Task CreateAsync(ApiRequest request)
    {
        var body = (await RequestBody.ReadAsync(request.Http, "TokenRequest", request.Aborted)).AsObject();
        var account = registry.Get(request.Key);
        var spec = body.Ensure("spec");
        var seconds = spec.Number("expirationSeconds") ?? 3600;
        Check(seconds);
        var audiences = spec.Texts("audiences").DefaultIfEmpty(ServiceAccountTokens.Issuer).ToList();
        var (now, user) = (request.Now, User.ServiceAccount(account.Key.Namespace, account.Key.Name) with { Uid = account.Uid });
        var token = tokens.Write(account.Key.Namespace, account.Key.Name, account.Uid, audiences, now, now.AddSeconds(seconds));
        if (audiences.Contains(ServiceAccountTokens.Issuer)) authenticator.Accept(token, user, now.AddSeconds(seconds));
        await ObjectWriter.WriteAsync(request.Http, new JsonObject
        {
            ["kind"] = "TokenRequest",
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["metadata"] = new JsonObject { ["name"] = account.Key.Name, ["namespace"] = account.Key.Namespace, ["creationTimestamp"] = Meta.Timestamp(now) },
            ["spec"] = new JsonObject { ["audiences"] = audiences.ToJsonArray(), ["expirationSeconds"] = seconds, ["boundObjectRef"] = spec["boundObjectRef"]?.DeepClone() },
            ["status"] = new JsonObject { ["token"] = token, ["expirationTimestamp"] = Meta.Timestamp(now.AddSeconds(seconds)) },
        }, 201);
    }

    private static void Check(long seconds)
    {
        var errors = new FieldErrors();
        if (seconds < Shortest) errors.Invalid("spec.expirationSeconds", seconds, "may not specify a duration less than 10 minutes");
        if (seconds > Longest) errors.Invalid("spec.expirationSeconds", seconds, "may not specify a duration larger than 2^32 seconds");
        if (!errors.Any) return;
        throw ApiErrors.Of(422, "Invalid", $"TokenRequest.authentication.k8s.io \"\" is invalid: {errors}", new JsonObject { ["group"] = "authentication.k8s.io", ["kind"] = "TokenRequest", ["causes"] = errors.ToCauses() });
    }
}
