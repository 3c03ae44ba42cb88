using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;

namespace LocalKubernetes.Security.Rbac;

/// <summary>Nobody grants by a role or a binding what they don't hold, unless they may "escalate" or "bind".</summary>
internal sealed class PrivilegeGuard(RbacAuthorizer authorizer)
{
    /// <exception cref="ApiException">403, with the missing permissions.</exception>
    public void Check(User user, ResourceKind kind, string scope, JsonObject obj)
    {
        if (user.IsMaster) return;
        if (kind == Kinds.Roles || kind == Kinds.ClusterRoles)
        {
            if (!Allowed(user, "escalate", kind.Plural, scope, obj.Name())) CheckHeld(user, kind, scope, obj, [.. obj.Objects("rules").Select(PolicyRule.Of)]);
        }
        else if (kind == Kinds.RoleBindings || kind == Kinds.ClusterRoleBindings)
        {
            var role = obj.Object("roleRef");
            var (roleKind, name) = (role.Text("kind") ?? "", role.Text("name") ?? "");
            if (Allowed(user, "bind", roleKind == "ClusterRole" ? "clusterroles" : "roles", scope, name)) return;
            CheckHeld(user, kind, scope, obj, authorizer.FindRole(roleKind, scope, name) ?? throw ApiErrors.NotFound(roleKind == "ClusterRole" ? Kinds.ClusterRoles : Kinds.Roles, name));
        }
    }

    private bool Allowed(User user, string verb, string resource, string scope, string name) =>
        authorizer.Authorize(user, new AccessRequest(verb, Kinds.Roles.Group, resource, "", scope, name)).Allowed;

    private void CheckHeld(User user, ResourceKind kind, string scope, JsonObject obj, PolicyRule[] wanted)
    {
        var unresolved = new List<string>();
        var held = authorizer.RulesOf(user, scope, unresolved).Select(each => each.Rule).ToList();
        var missing = wanted.SelectMany(rule => rule.Breakdown()).Where(single => !held.Any(rule => rule.Covers(single))).ToList();
        if (missing.Count == 0) return;
        var groups = string.Join(" ", user.Groups.Select(group => $"\"{group}\""));
        var message = $"user \"{user.Name}\" (groups=[{groups}]) is attempting to grant RBAC permissions not currently held:\n{string.Join('\n', Compact(missing))}";
        if (unresolved.Count > 0) message += $"; resolution errors: [{string.Join(", ", unresolved.Select(each => kind.QualifiedName + each[each.IndexOf(' ', StringComparison.Ordinal)..]))}]";
        throw ApiErrors.Forbidden(kind, obj.Name(), message);
    }

    private static IEnumerable<string> Compact(IEnumerable<PolicyRule> singles) => singles
        .GroupBy(rule => (string.Join(',', rule.Groups), string.Join(',', rule.Resources), string.Join(',', rule.Names), string.Join(',', rule.Paths)))
        .Select(group => (group.First() with { Verbs = [.. group.SelectMany(rule => rule.Verbs)] }).ToString()).Order(StringComparer.Ordinal);
}
