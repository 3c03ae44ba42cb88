using System.Diagnostics;
using System.Text.Json.Nodes;
using LocalKubernetes;

namespace NetpolOrleans.Manifests.Tests.Prometheus;

/// <summary>A real Prometheus that scrapes the replicas as the ServiceMonitor has it, with the labels that the operator gives a target, and evaluates the alert rules.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netpol-prometheus-");
    private readonly HeldPort port = new();
    private readonly HttpClient http;
    private readonly Process process;

    public PrometheusServer(IEnumerable<int> ports)
    {
        http = new() { BaseAddress = new Uri($"http://127.0.0.1:{port.Number}") };
        var configuration = Path.Combine(folder.FullName, "prometheus.yaml");
        File.WriteAllText(configuration, $"""
            global: {"{"}scrape_interval: 5s, scrape_timeout: 5s, evaluation_interval: 1s{"}"}
            rule_files: ["{Repository.PathOf("dashboards", "alerts.yaml")}"]
            scrape_configs:
              - job_name: netpol-orleans
                honor_labels: {HonorsLabels.ToString().ToLowerInvariant()}
                static_configs:
                  - targets: [{string.Join(", ", ports.Select(each => $"\"127.0.0.1:{each}\""))}]
                    labels: {"{"}namespace: netpol-orleans, service: netpol-orleans, endpoint: http, container: silo{"}"}
            """);
        process = Process.Start(new ProcessStartInfo("prometheus",
        [
            $"--config.file={configuration}", $"--storage.tsdb.path={Path.Combine(folder.FullName, "data")}", $"--web.listen-address=127.0.0.1:{port.Number}", "--log.level=error",
        ]))!;
    }

    /// <summary>The values of an instant query; none where Prometheus is not there yet.</summary>
    public async Task<IReadOnlyList<double>> QueryAsync(string expression)
    {
        var answer = await GetAsync($"/api/v1/query?query={Uri.EscapeDataString(expression)}");
        if (answer is null) return [];
        Assert.True(answer["status"]!.ToString() == "success", $"{expression}: {answer["error"]}");
        return [.. answer["data"]!["result"]!.AsArray().Select(each => double.Parse(each!["value"]![1]!.ToString(), System.Globalization.CultureInfo.InvariantCulture))];
    }

    /// <summary>Each alert rule with its health.</summary>
    public async Task<IReadOnlyList<(string Name, string Health)>> RulesAsync() =>
        await GetAsync("/api/v1/rules") is { } answer
            ? [.. answer["data"]!["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).Select(rule => (rule!["name"]!.ToString(), rule["health"]!.ToString()))]
            : [];

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        http.Dispose();
        port.Dispose();
        folder.Delete(recursive: true);
    }

    private static bool HonorsLabels => (bool?)Yaml.Documents(Repository.Read("k8s", "overlays", "monitoring", "service-monitor.yaml")).Single()["spec"]!["endpoints"]![0]!["honorLabels"] ?? false;

    private async Task<JsonNode?> GetAsync(string path)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
