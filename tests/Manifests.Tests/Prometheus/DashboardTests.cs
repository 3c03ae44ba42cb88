using System.Text.Json.Nodes;
using NetpolOrleans.Manifests.Tests.Running;

namespace NetpolOrleans.Manifests.Tests.Prometheus;

public sealed class DashboardTests(ThreeReplicas controller)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5), Pause = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Every_query_of_every_panel_returns_data_and_every_alert_evaluates()
    {
        Tool.SkipWithout("prometheus", "prometheus");
        await controller.StartAsync();
        await using var prometheus = new PrometheusServer(controller.Replicas.Take(3).Select(replica => replica.Port));
        var waiting = Queries().ToList();
        var round = 0;

        await Eventually.AsyncIn(Patience, Pause, async () =>
        {
            Touch(round++);
            List<(string Panel, string Query)> empty = [];
            foreach (var each in waiting)
                if ((await prometheus.QueryAsync(each.Query)).All(double.IsNaN)) empty.Add(each);
            waiting = empty;
            return waiting.Count == 0;
        }, () => $"no data for {string.Join("; ", waiting.Select(each => $"{each.Panel}: {each.Query}"))}");

        IReadOnlyList<(string Name, string Health)> rules = [];
        await Eventually.AsyncIn(Patience, Pause, async () => (rules = await prometheus.RulesAsync()).Count > 0 && rules.All(rule => rule.Health == "ok"), () => $"not all rules are in order: {string.Join("; ", rules)}");
        Assert.Equal(14, rules.Count);
        await Eventually.AsyncIn(Patience, Pause, async () => (await prometheus.QueryAsync("netpol_workloads{namespace=\"shop\"}")).Count > 0, () => "the workloads' namespace is not in the series");
    }

    [Fact]
    public void Every_panel_is_described_and_every_alert_has_one_that_leads_to_its_paragraph()
    {
        var panels = Dashboards().SelectMany(dashboard => dashboard["panels"]!.AsArray()).ToList();
        var anchors = panels.SelectMany(panel => panel!["links"]?.AsArray().Select(link => link!["url"]!.ToString()) ?? []).Select(url => url.Split("docs/operations.md#")[1]).ToHashSet(StringComparer.Ordinal);
        var alerts = Yaml.Documents(Repository.Read("dashboards", "alerts.yaml")).Single()["groups"]!.AsArray()
            .SelectMany(group => group!["rules"]!.AsArray()).Select(rule => rule!["alert"]!.ToString().ToLowerInvariant());

        Assert.All(panels, panel => Assert.False(string.IsNullOrEmpty(panel!["description"]?.ToString()), $"{panel["title"]} is not described"));
        Assert.Equal(alerts.Order(StringComparer.Ordinal), anchors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_dashboard_has_variables_and_a_way_to_the_runbook()
    {
        Assert.All(Dashboards(), dashboard =>
        {
            Assert.Contains(dashboard["templating"]!["list"]!.AsArray(), variable => variable!["name"]!.ToString() == "job");
            Assert.Contains(dashboard["links"]!.AsArray(), link => link!["url"]?.ToString().EndsWith("docs/operations.md", StringComparison.Ordinal) == true);
            Assert.Contains(dashboard["panels"]!.AsArray(), panel => panel!["fieldConfig"]!["defaults"]!["thresholds"]!["steps"]!.AsArray().Count > 1);
        });
    }

    /// <summary>Something happens, so that rates are not zero over zero.</summary>
    private void Touch(int round)
    {
        controller.Cluster.Objects.Patch("deployments", "shop", "api", $$$$"""{"metadata":{"labels":{"round":"{{{{round}}}}"}}}""");
        controller.Cluster.Objects.Delete("networkpolicies", "data", "deployment-db");
    }

    private static IEnumerable<(string Panel, string Query)> Queries() =>
        from dashboard in Dashboards()
        from panel in dashboard["panels"]!.AsArray()
        from target in panel!["targets"]!.AsArray()
        select ($"{dashboard["title"]}, {panel!["title"]}", Filled(target!["expr"]!.ToString()));

    private static string Filled(string query) => query
        .Replace("$__rate_interval", "30s", StringComparison.Ordinal).Replace("$job", "netpol-orleans", StringComparison.Ordinal).Replace("$namespace", ".*", StringComparison.Ordinal);

    private static IEnumerable<JsonNode> Dashboards() =>
        Directory.EnumerateFiles(Repository.PathOf("dashboards"), "*.json").Order(StringComparer.Ordinal).Select(path => JsonNode.Parse(File.ReadAllText(path))!);
}
