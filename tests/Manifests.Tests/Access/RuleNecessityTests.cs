using System.Text.Json.Nodes;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Silo.Hosting;
using NetpolOrleans.Silo.Hosting.Access;

namespace NetpolOrleans.Manifests.Tests.Access;

/// <summary>
/// Whichever single rule of k8s/ is missing, a replica names just that one before it starts, and starts with all of them. The rules of the own
/// namespace are tried without the ClusterRole, as k8s/overlays/namespaced has them.
/// </summary>
public sealed class RuleNecessityTests(RuleNecessityTests.Accounts accounts) : IClassFixture<RuleNecessityTests.Accounts>
{
    public static TheoryData<string> Rules => [.. Needs("n").SelectMany(need => need.Verbs.Select(verb => RuleOf(need, verb)))];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Without_a_rule_the_replica_says_which(string rule)
    {
        var missing = await accounts.MissingAsync(await accounts.WithoutAsync(rule), IsOfOwnNamespace(rule));

        Assert.Equal([rule], missing.SelectMany(each => each.Verbs.Select(verb => RuleOf(each.Need, verb))));
    }

    [Fact]
    public async Task With_all_of_them_nothing_is_missing()
    {
        Assert.Empty(await accounts.MissingAsync(await accounts.WithoutAsync("nothing"), ofOwnNamespace: false));
    }

    private static IReadOnlyList<AccessNeed> Needs(string name) => [.. RequiredAccess.OfController, .. RequiredAccess.OfRoutes, .. RequiredAccess.OfClustering(name, name)];

    private static bool IsOfOwnNamespace(string rule) => rule.EndsWith(" in the own namespace", StringComparison.Ordinal);

    private static string RuleOf(AccessNeed need, string verb) => $"{verb} {need.Kind}{(need.Object is null ? "" : " of one name")}{(need.Namespace is null ? "" : " in the own namespace")}";

    /// <summary>For each rule an account that lacks it.</summary>
    public sealed class Accounts : IAsyncLifetime
    {
        private GrantedCluster cluster = null!;
        private int accounts;

        public async ValueTask InitializeAsync() => cluster = await GrantedCluster.StartAsync(GrantedCluster.Real is not null, new() { SimulateControllers = false });

        public ValueTask DisposeAsync() => cluster.DisposeAsync();

        /// <summary>Makes the account that has all rules but one; the kubeconfig's path.</summary>
        public async Task<string> WithoutAsync(string rule)
        {
            var account = $"without-{++accounts}";
            List<JsonObject> objects = [Named("v1", "ServiceAccount", account)];
            foreach (var role in (await cluster.RulesAsync()).Where(each => each["kind"]!.ToString() == "Role" || (each["kind"]!.ToString() == "ClusterRole" && !IsOfOwnNamespace(rule))))
            {
                var kind = role["kind"]!.ToString();
                var rules = Lines(role).Where(line => line.Text(kind == "Role") != rule).Select(line => line.Rule).ToArray();
                var reduced = Named("rbac.authorization.k8s.io/v1", kind, $"{cluster.Name}-{account}");
                reduced["rules"] = new JsonArray([.. rules]);
                var binding = Named("rbac.authorization.k8s.io/v1", $"{kind}Binding", $"{cluster.Name}-{account}");
                binding["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = kind, ["name"] = $"{cluster.Name}-{account}" };
                binding["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = account, ["namespace"] = cluster.Name });
                objects.AddRange([reduced, binding]);
            }

            await cluster.CreateAsync(objects);
            return await cluster.KubeconfigAsync(cluster.Name, account);
        }

        /// <summary>What a replica with that kubeconfig finds missing. Authorizers of a real server hear of new rules a moment later.</summary>
        public async Task<IReadOnlyList<MissingAccess>> MissingAsync(string kubeconfig, bool ofOwnNamespace)
        {
            using var connection = KubernetesConnection.Open(new() { Kubeconfig = kubeconfig }, TimeProvider.System);
            IReadOnlyList<MissingAccess> missing = [];
            for (var round = 0; round < 20; round++)
            {
                try
                {
                    missing = await Preflight.CheckAsync(connection, [.. Needs(cluster.Name).Where(need => need.Namespace is not null || !ofOwnNamespace)], TestContext.Current.CancellationToken);
                }
                catch (MissingAccessException e)
                {
                    missing = e.Missing;
                }

                if (missing.Sum(each => each.Verbs.Count) <= 1) return missing;
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
            }

            return missing;
        }

        private JsonObject Named(string apiVersion, string kind, string name)
        {
            var metadata = new JsonObject { ["name"] = name };
            if (!kind.StartsWith("Cluster", StringComparison.Ordinal)) metadata["namespace"] = cluster.Name;
            return new() { ["apiVersion"] = apiVersion, ["kind"] = kind, ["metadata"] = metadata };
        }

        /// <summary>A role's rules with one resource and one verb each.</summary>
        private static IEnumerable<(JsonNode Rule, Func<bool, string> Text)> Lines(JsonObject role) =>
            from rule in role["rules"]!.AsArray()
            from resource in rule["resources"]!.AsArray()
            from verb in rule["verbs"]!.AsArray()
            let one = Single(rule, resource.ToString(), verb.ToString())
            select (one, new Func<bool, string>(own => $"{verb} {resource}{(rule["apiGroups"]![0]!.ToString() is { Length: > 0 } group ? "." + group : "")}{(rule["resourceNames"] is null ? "" : " of one name")}{(own ? " in the own namespace" : "")}"));

        private static JsonNode Single(JsonNode rule, string resource, string verb)
        {
            var single = rule.DeepClone();
            (single["resources"], single["verbs"]) = (new JsonArray(resource), new JsonArray(verb));
            return single;
        }
    }
}
