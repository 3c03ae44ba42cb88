using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Platforms;

public sealed class PlatformNotesTests
{
    [Theory]
    [InlineData("ingress.k8s.aws/alb", "cidr:")]
    [InlineData("cilium.io/ingress-controller", "CiliumNetworkPolicy")]
    [InlineData("networking.gke.io/gateway", "cidr:")]
    public void A_controller_without_pods_is_named_with_the_remedy(string controller, string remedy)
    {
        var note = Assert.Single(Notes(new() { GatewayClasses = [new("lb", controller, null)] }));

        Assert.Contains($"GatewayClass lb ({controller})", note, StringComparison.Ordinal);
        Assert.Contains(remedy, note, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ingress_controller_in_a_namespace_of_which_nobody_knows_is_named_by_its_class()
    {
        var snapshot = new ClusterSnapshot { IngressClasses = [new("haproxy", "haproxy.org/ingress-controller", null)], Workloads = [Controller("my-release")] };

        Assert.Contains("NETPOL_INGRESS_NAMESPACES", Assert.Single(Notes(snapshot)), StringComparison.Ordinal);
        Assert.Empty(Notes(snapshot, PolicyOptions.Default with { IngressNamespaces = ["my-release"] }));
    }

    [Fact]
    public void The_namespaces_to_look_into_are_those_of_the_table_and_the_operators() =>
        Assert.Superset(
            new HashSet<string> { "kube-system", "openshift-dns", "ingress-nginx", "edge" },
            PlatformDetection.NamespacesOf(PolicyOptions.Default with { IngressNamespaces = ["edge"] }).ToHashSet());

    private static ValueList<string> Notes(ClusterSnapshot snapshot, PolicyOptions? options = null) =>
        PlatformNotes.Of(snapshot, PlatformDetection.Of(snapshot, options ?? PolicyOptions.Default));

    private static Workload Controller(string ns) => new()
    {
        Key = new(ns, "Deployment", "controller"),
        ApiVersion = "apps/v1",
        Selector = LabelSelector.Of(("app.kubernetes.io/name", "kubernetes-ingress")),
        Template = new() { Labels = Labels.Of(("app.kubernetes.io/name", "kubernetes-ingress")), Containers = [] },
    };
}
