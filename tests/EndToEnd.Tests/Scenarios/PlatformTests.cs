using System.Text.Json.Nodes;
using NetpolOrleans.EndToEnd.Tests.Harness;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.EndToEnd.Tests.Scenarios;

/// <summary>Platforms that are not as kubeadm makes them.</summary>
public sealed class PlatformTests
{
    [Fact]
    public async Task DNS_and_ingress_controllers_are_found_outside_of_kube_system_too()
    {
        await using var stage = await Stage.LocalAsync();
        await using var dns = await TestSpace.CreateAsync(stage, "openshift-dns");
        await dns.CreateAsync(Service("dns-default", "dns", 53, 5353));
        await dns.CreateAsync(Manifest.Workload("DaemonSet", "dns"));
        await stage.StartControllerAsync(options => options.NodeCidrs = "10.9.0.0/24");
        await using var ingress = await TestSpace.CreateAsync(stage, "ingress-nginx"); // later than the controller
        await using var shop = await TestSpace.CreateAsync(stage);
        await shop.CreateAsync(Manifest.Workload("Deployment", "web"));
        var before = Blocks(await shop.ExactPolicyAsync("deployment-web"));

        await ingress.CreateAsync(IngressController());
        await shop.History.UntilAsync(() => Blocks(shop.Policy("deployment-web")!).Contains("10.9.0.0/24"), "nodes are admitted, since the ingress controller is on their network");

        Assert.DoesNotContain("10.9.0.0/24", before);
        Assert.Contains(shop.Policy("deployment-web")!.Spec.Egress, rule =>
            rule.Peers.Any(peer => peer.NamespaceSelector?.MatchLabels[PolicyPeer.NamespaceNameLabel] == "openshift-dns")
            && rule.Ports.Any(port => port.Port?.Number == 5353));
    }

    private static IEnumerable<string> Blocks(PolicyObject policy) =>
        policy.Spec.Ingress.SelectMany(rule => rule.Peers).Select(peer => peer.IpBlock?.Cidr).OfType<string>();

    private static JsonObject IngressController()
    {
        var item = Manifest.Workload("DaemonSet", "controller");
        var labels = new JsonObject { ["app.kubernetes.io/name"] = "ingress-nginx" };
        item["spec"]!["selector"]!["matchLabels"] = labels.DeepClone();
        item["spec"]!["template"]!["metadata"]!["labels"] = labels;
        item["spec"]!["template"]!["spec"]!["hostNetwork"] = true;
        return item;
    }

    private static JsonObject Service(string name, string app, int port, int target)
    {
        var service = Manifest.Service(name, app);
        service["spec"]!["ports"] = new JsonArray(
            new JsonObject { ["name"] = "dns", ["protocol"] = "UDP", ["port"] = port, ["targetPort"] = target },
            new JsonObject { ["name"] = "dns-tcp", ["protocol"] = "TCP", ["port"] = port, ["targetPort"] = target });
        return service;
    }
}
