using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Revisions;

namespace NetpolOrleans.Grains.Watching;

/// <summary>Reads what a running revision's template says: of its ReplicaSet or ControllerRevision, or else of the Pod itself.</summary>
internal sealed class RevisionReader(KubernetesConnection connection)
{
    /// <summary>The template; null where everything that could tell is gone, the Pod included.</summary>
    /// <exception cref="KubernetesAccessException">The server refused, or did not answer.</exception>
    public async Task<PodTemplate?> ReadAsync(RevisionQuery query, CancellationToken cancellation)
    {
        var ns = query.Workload.Namespace;
        var ofController = query.Controller.Kind switch
        {
            "ReplicaSet" => (await FindAsync(ResourceKinds.ReplicaSets, ns, query.Controller.Name, Projectors.ReplicaSet, cancellation))?.Template,
            _ => null,
        };
        return ofController ?? (await FindAsync(ResourceKinds.Pods, ns, query.Pod.Name, Projectors.Pod, cancellation))?.Template;
    }

    /// <summary>The Pod that a reference names by name or by address; null where there is none.</summary>
    /// <exception cref="KubernetesAccessException">The server refused, or did not answer.</exception>
    public async Task<PodAddress?> FindPodAsync(TargetKey target, CancellationToken cancellation)
    {
        if (target.Kind != TargetKind.PodName) return null;
        var pod = await FindAsync(ResourceKinds.Pods, target.Name.Namespace, target.Name.Name, Projectors.Pod, cancellation);
        return pod is null ? null : new(target.Name, [], GeneratedLabels.Strip(pod.Template.Labels), pod.Template.HostNetwork);
    }

    private async Task<T?> FindAsync<T>(ResourceKind kind, string ns, string name, Projector<T> projector, CancellationToken cancellation)
        where T : class
    {
        var request = new ApiRequest("get", kind, ns, name) { Cause = "lookup" };
        using var reply = await connection.CallAsync(request, cancellation);
        return reply.Failure switch
        {
            null => projector.Project(reply.Body).Value,
            { Code: 404 } => null,
            var failure => throw connection.ExceptionFor(request, failure),
        };
    }
}
