namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>The label selectors that leave on the server what nobody needs. They save traffic; they decide nothing.</summary>
public static class ServerSelectors
{
    /// <summary>Pods without the labels of Deployments, StatefulSets, DaemonSets and Jobs: bare ones, and those of plain ReplicaSets.</summary>
    public const string BarePods = "!pod-template-hash,!controller-revision-hash,!batch.kubernetes.io/controller-uid,!job-name";

    /// <summary>EndpointSlices that are not made from a Service's selector.</summary>
    public const string HandmadeEndpointSlices = "endpointslice.kubernetes.io/managed-by!=endpointslice-controller.k8s.io";
}
