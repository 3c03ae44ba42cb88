using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Schemas;
using LocalKubernetes.Security;

namespace LocalKubernetes.Http;

/// <summary>Questions that are asked by creating an object: who am I, may I, may they, is this token good.</summary>
internal sealed class ReviewHandler(AccessControl access, Authenticator authenticator)
{
    public async Task CreateAsync(ApiRequest request)
    {
        var review = await RequestDecoder.ReadAsync(request);
        review["kind"] = request.Kind.Kind;
        review["apiVersion"] = request.Kind.ApiVersion;
        if (request.Kind.Schema is { } schema) TypedShape.Complete(review, schema);
        review["status"] = Answer(request, review.Object("spec"));
        if (request.Representation == Representation.Protobuf) await ObjectWriter.WriteSealedAsync(request.Http, review, 201);
        else await ObjectWriter.WriteAsync(request.Http, review, 201);
    }

    private JsonObject Answer(ApiRequest request, JsonObject? spec)
    {
        if (request.Kind == Kinds.SelfSubjectReviews) return new JsonObject { ["userInfo"] = InfoOf(request.User) };
        if (request.Kind == Kinds.TokenReviews) return TokenStatus(spec.Text("token") ?? "");
        if (request.Kind == Kinds.SelfSubjectRulesReviews) return RulesStatus(request.User, spec.Text("namespace") ?? "");
        return AccessStatus(request.Kind == Kinds.SelfSubjectAccessReviews ? request.User : SubjectOf(request, spec), AccessRequest.Of(spec));
    }

    private JsonObject AccessStatus(User user, AccessRequest asked)
    {
        var decision = access.Decide(user, asked);
        var status = new JsonObject { ["allowed"] = decision.Allowed };
        if (decision.Reason.Length > 0) status["reason"] = decision.Reason;
        return status;
    }

    private JsonObject TokenStatus(string token)
    {
        if (authenticator.FindToken(token) is not { } user) return new JsonObject { ["user"] = new JsonObject(), ["error"] = "invalid bearer token" };
        return new JsonObject { ["authenticated"] = true, ["user"] = InfoOf(user), ["audiences"] = new JsonArray(ServiceAccountTokens.Issuer) };
    }

    private JsonObject RulesStatus(User user, string scope)
    {
        var (resources, paths) = (new JsonArray(), new JsonArray());
        foreach (var (rule, _) in access.Rbac.RulesOf(user, scope, []))
        {
            var entry = new JsonObject { ["verbs"] = rule.Verbs.ToJsonArray() };
            (rule.Paths.Length > 0 ? paths : resources).Add(entry);
            if (rule.Paths.Length > 0) entry["nonResourceURLs"] = rule.Paths.ToJsonArray();
            else
            {
                entry["apiGroups"] = rule.Groups.ToJsonArray();
                entry["resources"] = rule.Resources.ToJsonArray();
                if (rule.Names.Length > 0) entry["resourceNames"] = rule.Names.ToJsonArray();
            }
        }
        return new JsonObject { ["resourceRules"] = resources, ["nonResourceRules"] = paths, ["incomplete"] = false };
    }

    private static User SubjectOf(ApiRequest request, JsonObject? spec)
    {
        var (name, groups) = (spec.Text("user") ?? "", spec.Texts("groups").ToList());
        if (name.Length > 0 || groups.Count > 0) return new User(name, groups);
        var errors = new FieldErrors();
        errors.Invalid("spec.user", "", "at least one of user or group must be specified");
        throw ApiErrors.Invalid(request.Kind, "", errors);
    }

    private static JsonObject InfoOf(User user)
    {
        var info = new JsonObject { ["username"] = user.Name };
        if (user.Uid.Length > 0) info["uid"] = user.Uid;
        info["groups"] = user.Groups.ToJsonArray();
        return info;
    }
}
