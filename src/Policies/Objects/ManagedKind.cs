using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>A kind whose objects make pods and get a policy for them.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Name">
/// What keys, policies and declarations call it: the kind, or <c>kind.group</c> where another managed kind is called so already
/// (<c>StatefulSet.apps.kruise.io</c>).
/// </param>
public sealed record ManagedKind(string Group, string Kind, string Name)
{
    /// <summary>The kinds of Kubernetes itself. Bare Pods are workloads too, but control nothing.</summary>
    public static ValueList<ManagedKind> BuiltIn { get; } =
    [
        new("batch", "CronJob"), new("apps", "DaemonSet"), new("apps", "Deployment"), new("batch", "Job"), new("apps", "ReplicaSet"),
        new("", "ReplicationController"), new("apps", "StatefulSet"),
    ];

    private ManagedKind(string group, string kind)
        : this(group, kind, kind)
    {
    }

    /// <summary>Whether an owner is of this kind; kinds of one name in different groups are different kinds.</summary>
    public bool IsKindOf(OwnerRef owner) => owner.Kind == Kind && GroupOf(owner.ApiVersion) == Group;

    /// <summary>Whether Kubernetes itself has a kind of this name.</summary>
    public static bool IsBuiltIn(string name) => name == "Pod" || BuiltIn.Any(kind => kind.Name == name);

    /// <summary>The group of an <c>apiVersion</c>.</summary>
    public static string GroupOf(string apiVersion) => apiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? apiVersion[..slash] : "";
}
