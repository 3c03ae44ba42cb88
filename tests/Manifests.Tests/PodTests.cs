using System.Text.Json.Nodes;

namespace NetpolOrleans.Manifests.Tests;

/// <summary>The StatefulSet, as the restricted Pod Security Standard and our own rules want it.</summary>
public sealed class PodTests
{
    private readonly JsonObject set = Yaml.Documents(Repository.Read("k8s", "base", "statefulset.yaml")).Single();

    private JsonNode Pod => set["spec"]!["template"]!["spec"]!;

    private JsonNode Silo => Pod["containers"]!.AsArray().Single()!;

    [Fact]
    public void It_is_admitted_under_the_restricted_standard()
    {
        Assert.True((bool)Pod["securityContext"]!["runAsNonRoot"]!);
        Assert.Equal("RuntimeDefault", Pod["securityContext"]!["seccompProfile"]!["type"]!.ToString());
        Assert.False((bool)Silo["securityContext"]!["allowPrivilegeEscalation"]!);
        Assert.True((bool)Silo["securityContext"]!["readOnlyRootFilesystem"]!);
        Assert.Equal("ALL", Silo["securityContext"]!["capabilities"]!["drop"]!.AsArray().Single()!.ToString());
        Assert.All(Pod["volumes"]!.AsArray(), volume => Assert.True(volume!["emptyDir"] is not null || volume["configMap"] is not null));
    }

    [Fact]
    public void It_has_no_processor_limit_and_no_service_links()
    {
        Assert.Null(Silo["resources"]!["limits"]!["cpu"]);
        Assert.NotNull(Silo["resources"]!["limits"]!["memory"]);
        Assert.False((bool)Pod["enableServiceLinks"]!);
    }

    [Fact]
    public void It_has_longer_to_end_than_the_replica_takes_to_hand_over()
    {
        Assert.True((long)Pod["terminationGracePeriodSeconds"]! > 30);
    }

    [Fact]
    public void Its_probes_ask_what_the_replica_serves()
    {
        Assert.Equal("/startupz", Silo["startupProbe"]!["httpGet"]!["path"]!.ToString());
        Assert.Equal("/livez", Silo["livenessProbe"]!["httpGet"]!["path"]!.ToString());
        Assert.Equal("/readyz", Silo["readinessProbe"]!["httpGet"]!["path"]!.ToString());
    }

    [Fact]
    public void The_own_policy_is_not_one_that_the_controller_would_take_for_its_own()
    {
        var policy = Yaml.Documents(Repository.Read("k8s", "base", "network-policy.yaml")).Single();

        Assert.Null(policy["metadata"]!["labels"]?["app.kubernetes.io/managed-by"]);
        Assert.DoesNotContain("netpol-orleans.io/", policy.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_replicas_reach_the_port_of_replicas()
    {
        var policy = Yaml.Documents(Repository.Read("k8s", "base", "network-policy.yaml")).Single();

        var open = policy["spec"]!["ingress"]!.AsArray().Where(rule => rule!["ports"]!.AsArray().Any(port => port!["port"]!.ToString() == "silo")).ToList();

        var peer = Assert.Single(Assert.Single(open)!["from"]!.AsArray());
        Assert.Equal("netpol-orleans", peer!["podSelector"]!["matchLabels"]!["app.kubernetes.io/name"]!.ToString());
    }
}
