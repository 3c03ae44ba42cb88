using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NetpolOrleans.Silo.Configuration;
using NetpolOrleans.Silo.Hosting.Access;

namespace NetpolOrleans.Manifests.Tests;

public sealed partial class RbacTests
{
    [Fact]
    public void The_ClusterRole_grants_what_a_replica_checks_at_start_and_nothing_else()
    {
        var granted = Granted("ClusterRole", "base", "cluster-access.yaml");

        var needed = Needed([.. RequiredAccess.OfController, .. RequiredAccess.OfRoutes]);

        Assert.Equal(needed.Order(StringComparer.Ordinal), granted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_Role_of_a_namespace_grants_what_a_replica_checks_there_at_start_and_nothing_else()
    {
        var granted = Granted("Role", "namespace-access", "role.yaml");

        var needed = Needed([.. RequiredAccess.OfNamespace("shop").Select(need => need with { Object = null }), .. RequiredAccess.OfRoutes]);

        Assert.Equal(needed.Order(StringComparer.Ordinal), granted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_Role_grants_what_clustering_needs_and_nothing_else()
    {
        var granted = Granted("Role", "base", "clustering-access.yaml");

        var needed = Needed(RequiredAccess.OfClustering("netpol-orleans", "netpol-orleans"));

        Assert.Equal(needed.Order(StringComparer.Ordinal), granted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Secrets_are_granted_by_their_component_only()
    {
        var granted = Granted("ClusterRole", "components", "secrets", "access.yaml");

        Assert.Equal(Needed([RequiredAccess.OfSecrets]), granted);
        Assert.DoesNotContain(Granted("ClusterRole", "base", "cluster-access.yaml"), line => line.StartsWith("secrets", StringComparison.Ordinal));
    }

    [Fact]
    public void Pods_are_changed_with_their_component_only() =>
        Assert.Equal(Needed([RequiredAccess.OfPodLabels]), Granted("ClusterRole", "components", "pod-labels", "access.yaml"));

    [Fact]
    public void The_component_of_further_kinds_grants_what_its_option_calls_for()
    {
        var option = Yaml.Documents(Repository.Read("k8s", "components", "workload-kinds", "kustomization.yaml")).Single()
            ["configMapGenerator"]![0]!["literals"]![0]!.ToString();

        var kinds = PolicyOptionsFactory.KindsOf(new() { WorkloadKinds = option["NETPOL_WORKLOAD_KINDS=".Length..] });

        Assert.Equal(
            Needed(kinds.Select(kind => RequiredAccess.OfKind(kind.Resource))).Order(StringComparer.Ordinal),
            Granted("ClusterRole", "components", "workload-kinds", "access.yaml").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_is_granted_twice_or_by_a_wildcard()
    {
        var granted = Granted("ClusterRole", "base", "cluster-access.yaml").ToList();

        Assert.Equal(granted.Distinct(), granted);
        Assert.DoesNotContain(granted, line => line.Contains('*', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cluster-access.yaml")]
    [InlineData("clustering-access.yaml")]
    [InlineData("../namespace-access/role.yaml")]
    public void Every_group_of_rules_says_who_needs_it(string file)
    {
        var lines = Repository.Read("k8s", "base", file).Split('\n');

        var bare = lines.Index().Where(line => line.Item.StartsWith("  - apiGroups:", StringComparison.Ordinal))
            .Where(line => !Comment().IsMatch(lines[line.Index - 1]) && !lines[line.Index - 1].StartsWith("    verbs:", StringComparison.Ordinal))
            .ToList();

        Assert.Empty(bare);
    }

    [Fact]
    public void Nobody_may_write_anything_but_policies_and_events_in_the_whole_cluster()
    {
        var writes = Granted("ClusterRole", "base", "cluster-access.yaml").Where(line => !line.EndsWith(" get", StringComparison.Ordinal)
            && !line.EndsWith(" list", StringComparison.Ordinal) && !line.EndsWith(" watch", StringComparison.Ordinal));

        Assert.Equal(
            ["events.events.k8s.io create", "networkpolicies.networking.k8s.io create", "networkpolicies.networking.k8s.io delete", "networkpolicies.networking.k8s.io update"],
            writes.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Needed(IEnumerable<AccessNeed> needs) =>
        needs.SelectMany(need => need.Verbs.Select(verb => $"{need.Kind}{(need.Object is { } name ? $"/{name}" : "")} {verb}"));

    private static IEnumerable<string> Granted(string kind, params string[] file) =>
        from role in Yaml.Documents(Repository.Read(["k8s", .. file])).Where(document => document["kind"]!.ToString() == kind)
        from rule in role["rules"]!.AsArray()
        from groupName in Texts(rule!, "apiGroups")
        from resource in Texts(rule!, "resources")
        from name in rule!["resourceNames"] is null ? [""] : Texts(rule, "resourceNames").Select(name => "/" + name)
        from verb in Texts(rule!, "verbs")
        select $"{resource}{(groupName.Length == 0 ? "" : "." + groupName)}{name} {verb}";

    private static IEnumerable<string> Texts(JsonNode rule, string field) => rule[field]!.AsArray().Select(each => each!.ToString());

    [GeneratedRegex(@"^  # ")]
    private static partial Regex Comment();
}
