using System.Text.Json.Nodes;
using LocalKubernetes.Json;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Security.Rbac;

/// <summary>A RoleBinding or ClusterRoleBinding, read.</summary>
internal sealed record RoleBinding(string Name, string Namespace, string RoleKind, string RoleName, IReadOnlyList<JsonObject> Subjects)
{
    public static RoleBinding Of(StoredObject stored)
    {
        var binding = stored.Read();
        var role = binding.Object("roleRef");
        return new RoleBinding(stored.Key.Name, stored.Key.Namespace, role.Text("kind") ?? "", role.Text("name") ?? "", [.. binding.Objects("subjects")]);
    }

    /// <summary>The subject as which the user is bound, as reasons name it; null when it isn't bound.</summary>
    public string? SubjectOf(User user)
    {
        foreach (var subject in Subjects)
        {
            var name = subject.Text("name") ?? "";
            var scope = subject.Text("namespace") is { Length: > 0 } named ? named : Namespace;
            if (subject.Text("kind") == "User" && name == user.Name) return $"User \"{name}\"";
            if (subject.Text("kind") == "Group" && user.Groups.Contains(name)) return $"Group \"{name}\"";
            if (subject.Text("kind") == "ServiceAccount" && User.ServiceAccount(scope, name).Name == user.Name) return $"ServiceAccount \"{name}/{scope}\"";
        }
        return null;
    }
}
