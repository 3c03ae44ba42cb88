using System.Globalization;
using LocalKubernetes;
using LocalKubernetes.Generation;

namespace NetpolOrleans.Access;

/// <summary>What the server's process does when it is told.</summary>
internal static class ServerCommands
{
    public static async Task<int> ServeAsync(CancellationToken cancellation)
    {
        await using var cluster = await LocalCluster.StartAsync(new() { HistorySize = 100_000, SimulateControllers = false }, cancellation);
        await Console.Out.WriteLineAsync(cluster.KubeconfigPath);
        while (await Console.In.ReadLineAsync(cancellation) is { } line)
        {
            await DoAsync(cluster, line.Split(' '), cancellation);
            await Console.Out.WriteLineAsync(cluster.CurrentResourceVersion.ToString(CultureInfo.InvariantCulture));
        }
        return 0;
    }

    private static Task DoAsync(LocalCluster cluster, string[] words, CancellationToken cancellation)
    {
        switch (words)
        {
            case ["fill", var workloads, var namespaces, var bytes]:
                return new WorkloadGenerator(new()
                {
                    Workloads = Number(workloads),
                    Namespaces = Number(namespaces),
                    BytesPerWorkload = Number(bytes),
                    OtherKinds = 0,
                    ForeignPolicies = 0,
                }).CreateAsync(cluster, ct: cancellation);
            case ["samples", var workloads, var namespaces]:
                CreateSamples(cluster, Number(workloads), Number(namespaces));
                return Task.CompletedTask;
            case ["change", var times]:
                Change(cluster, Number(times));
                return Task.CompletedTask;
            case ["away", var seconds]:
                return cluster.RestartAsync(keepWatchCache: true, TimeSpan.FromSeconds(Number(seconds)), cancellation);
            case ["mark", var name]:
                foreach (var (_, ns) in cluster.Objects.Keys("namespaces"))
                    cluster.Objects.Create($$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{name}}","namespace":"{{ns}}"} }""");
                return Task.CompletedTask;
            default:
                return Task.CompletedTask;
        }
    }

    private static void CreateSamples(LocalCluster cluster, int workloads, int namespaces)
    {
        foreach (var ns in Enumerable.Range(0, namespaces))
            cluster.Objects.Create($$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{Sample.NamespaceOf(ns, namespaces)}}"} }""");
        foreach (var sample in Enumerable.Range(0, workloads).Select(number => new Sample(number, namespaces, workloads)))
        {
            var deployment = cluster.Objects.Create(sample.Deployment);
            cluster.Objects.Create(sample.Service);
            cluster.Objects.Create(sample.PolicyOwnedBy((string)deployment["metadata"]!["uid"]!));
        }
    }

    /// <summary>Changes Deployments in turns, in a way that policies depend on.</summary>
    private static void Change(LocalCluster cluster, int times)
    {
        var keys = cluster.Objects.Keys("deployments");
        for (var time = 0; time < times; time++)
        {
            var (ns, name) = keys[time % keys.Count];
            cluster.Objects.Update("deployments", ns, name, deployment => deployment["spec"]!["template"]!["metadata"]!["labels"]!["turn"] = time.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
