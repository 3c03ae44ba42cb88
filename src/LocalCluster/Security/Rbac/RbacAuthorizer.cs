using System.Runtime.CompilerServices;
using LocalKubernetes.Api;
using LocalKubernetes.Json;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Security.Rbac;

/// <summary>Decides by the cluster's roles and bindings, as they are at the moment of the request.</summary>
internal sealed class RbacAuthorizer(ObjectStore store)
{
    private readonly ConditionalWeakTable<StoredObject, RoleBinding> bindings = [];
    private readonly ConditionalWeakTable<StoredObject, PolicyRule[]> roles = [];

    public AccessDecision Authorize(User user, AccessRequest request)
    {
        if (user.IsMaster) return AccessDecision.Always;
        var missing = new List<string>();
        foreach (var (rule, source) in RulesOf(user, request.Namespace, missing))
            if (rule.Allows(request)) return new AccessDecision(true, $"RBAC: allowed by {source}");
        return new AccessDecision(false, missing.Count switch
        {
            0 => "",
            1 => $"RBAC: {missing[0]}",
            _ => $"RBAC: [{string.Join(", ", missing)}]",
        });
    }

    /// <summary>What the user may do in a namespace, and everywhere; roles that bindings name in vain are added to <paramref name="missing"/>.</summary>
    public IEnumerable<(PolicyRule Rule, string Source)> RulesOf(User user, string scope, List<string> missing)
    {
        var local = scope.Length == 0 ? [] : store.Snapshot(Kinds.RoleBindings).In(scope);
        foreach (var stored in store.Snapshot(Kinds.ClusterRoleBindings).In(null).Concat(local))
        {
            var binding = bindings.GetValue(stored, RoleBinding.Of);
            if (binding.SubjectOf(user) is not { } subject) continue;
            if (FindRole(binding.RoleKind, scope, binding.RoleName) is not { } rules)
            {
                missing.Add($"{binding.RoleKind.ToLowerInvariant()}.rbac.authorization.k8s.io \"{binding.RoleName}\" not found");
                continue;
            }
            var name = binding.Namespace.Length == 0 ? $"ClusterRoleBinding \"{binding.Name}\"" : $"RoleBinding \"{binding.Name}/{binding.Namespace}\"";
            var source = $"{name} of {binding.RoleKind} \"{binding.RoleName}\" to {subject}";
            foreach (var rule in rules) yield return (rule, source);
        }
    }

    /// <summary>A role's rules; null when there is no such role.</summary>
    public PolicyRule[]? FindRole(string kind, string scope, string name)
    {
        var key = kind == "ClusterRole" ? new ObjectKey(Kinds.ClusterRoles, "", name) : new ObjectKey(Kinds.Roles, scope, name);
        return store.Find(key) is { } stored ? roles.GetValue(stored, each => [.. each.Read().Objects("rules").Select(PolicyRule.Of)]) : null;
    }
}
