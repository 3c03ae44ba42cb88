namespace NetpolOrleans.Manifests.Tests.Prometheus;

public sealed class AlertTests
{
    [Fact]
    public async Task Every_alert_fires_when_it_should_and_stays_quiet_when_it_should()
    {
        Tool.SkipWithout("promtool", "prometheus");

        var answer = await Tool.RunAsync("promtool", ["test", "rules", Repository.PathOf("dashboards", "alerts.test.yaml")]);

        Assert.Contains("SUCCESS", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_alert_has_a_test_and_a_paragraph_in_the_runbook()
    {
        var alerts = Yaml.Documents(Repository.Read("dashboards", "alerts.yaml")).Single()["groups"]!.AsArray()
            .SelectMany(group => group!["rules"]!.AsArray()).Select(rule => rule!["alert"]!.ToString()).ToList();
        var tests = Repository.Read("dashboards", "alerts.test.yaml");
        var runbook = Repository.Read("docs", "operations.md");

        Assert.All(alerts, alert =>
        {
            Assert.Contains($"name: {alert} fires", tests, StringComparison.Ordinal);
            Assert.Contains($"name: {alert} stays quiet", tests, StringComparison.Ordinal);
            Assert.Contains($"### {alert}\n", runbook, StringComparison.Ordinal);
        });
    }
}
