namespace NetpolOrleans.Kubernetes.Events;

/// <summary>The object that an Event is about: a <c>v1 ObjectReference</c>.</summary>
/// <param name="ApiVersion">Group and version.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Namespace">The namespace; empty for cluster-scoped objects, whose Events are in <c>default</c>.</param>
/// <param name="Name">The name.</param>
/// <param name="Uid">The uid; empty where it is not known.</param>
public sealed record EventTarget(string ApiVersion, string Kind, string Namespace, string Name, string Uid)
{
    /// <summary>The namespace that the Event lives in.</summary>
    internal string EventNamespace => Namespace.Length > 0 ? Namespace : "default";
}
