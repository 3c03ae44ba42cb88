using LocalKubernetes.Errors;
using LocalKubernetes.Security.Rbac;

namespace LocalKubernetes.Security;

/// <summary>The cluster's authorization: by RBAC, or none at all.</summary>
internal sealed class AccessControl(RbacAuthorizer authorizer, AuthorizationMode mode)
{
    public AuthorizationMode Mode { get; } = mode;

    public RbacAuthorizer Rbac { get; } = authorizer;

    public PrivilegeGuard Guard { get; } = new(authorizer);

    public AccessDecision Decide(User user, AccessRequest request) =>
        Mode == AuthorizationMode.AlwaysAllow ? AccessDecision.Always : Rbac.Authorize(user, request);

    /// <exception cref="ApiException">403, in a real server's words.</exception>
    public void Check(User user, AccessRequest request)
    {
        var decision = Decide(user, request);
        if (decision.Allowed) return;
        var message = $"User \"{user.Name}\" {request}{(decision.Reason.Length == 0 ? "" : $": {decision.Reason}")}";
        throw request.Path is not null ? ApiErrors.ForbiddenPath(message) : ApiErrors.Forbidden(request.Group, request.Resource, request.Name, message);
    }
}
