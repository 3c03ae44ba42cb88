using k8s.Models;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

public sealed class PodFactsTests
{
    [Theory]
    [InlineData("StatefulSet", "netpol", "StatefulSet/netpol")]
    [InlineData("ReplicaSet", "netpol-operator-6d4cf56db6", "Deployment/netpol-operator")]
    [InlineData("DaemonSet", "agent", "DaemonSet/agent")]
    public void A_pods_workload_outlives_its_rollouts(string kind, string name, string workload) =>
        Assert.Equal(workload, PodFacts.From(Pod(new V1OwnerReference { Kind = kind, Name = name, Controller = true })).Workload);

    [Fact]
    public void A_pod_of_its_own_has_no_workload() => Assert.Null(PodFacts.From(Pod(null)).Workload);

    [Fact]
    public void A_dual_stack_pod_has_both_addresses() =>
        Assert.Equal(["10.0.0.1", "fd00::1"], PodFacts.From(Pod(null)).Addresses.Select(address => address.ToString()));

    private static V1Pod Pod(V1OwnerReference? owner) => new()
    {
        Metadata = new V1ObjectMeta { Name = "p", Uid = "u", OwnerReferences = owner is null ? null : [owner] },
        Status = new V1PodStatus { Phase = "Running", PodIP = "10.0.0.1", PodIPs = [new V1PodIP { Ip = "10.0.0.1" }, new V1PodIP { Ip = "fd00::1" }] },
    };
}
