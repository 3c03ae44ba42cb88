using System.Text.Json.Nodes;
using LocalKubernetes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using NetpolOrleans.Cli.Output;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Silo.Configuration;
using NetpolOrleans.Silo.Hosting;

namespace NetpolOrleans.Cli.Demo;

/// <summary>One run of the demo.</summary>
internal sealed class DemoSession(CliIo io, DemoOptions options)
{
    /// <summary>Runs until the policies are there (<c>--once</c>), or until Ctrl-C.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            await using var cluster = await StartClusterAsync(cancellation);
            if (!options.Empty) DemoShop.CreateIn(cluster);
            using var connection = KubernetesConnection.Open(new() { Kubeconfig = cluster.KubeconfigPath }, TimeProvider.System);
            await using var silo = BuildSilo(connection);
            await silo.StartAsync(cancellation);
            await (options.Once ? PrintOnceAsync(cluster, cancellation) : ShowAsync(cluster, connection, silo, cancellation));
            await silo.StopAsync(CancellationToken.None);
            return 0;
        }
        catch (Exception e) when (StartupFailure.Explain(e) is { } sentence)
        {
            throw new CommandFailedException(sentence);
        }
    }

    private async Task<LocalCluster> StartClusterAsync(CancellationToken cancellation)
    {
        try
        {
            return await LocalCluster.StartAsync(new() { Port = options.Port, KubeconfigPath = options.Kubeconfig, Faults = options.Faults }, cancellation);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new CommandFailedException($"port {options.Port} is in use: choose another --port, or stop what holds it");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new CommandFailedException($"the cluster's kubeconfig cannot be written ({e.Message}): name a place for it with --kubeconfig");
        }
    }

    private WebApplication BuildSilo(KubernetesConnection connection)
    {
        var builder = SiloHost.CreateBuilder();
        builder.Logging.ClearProviders();
        if (options.Verbose) builder.Logging.AddSimpleConsole(console => console.SingleLine = true).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return SiloHost.Build(builder, new SiloOptions { HttpPort = 0, SiloPort = 0, GatewayPort = 0 }, connection);
    }

    private async Task PrintOnceAsync(LocalCluster cluster, CancellationToken cancellation)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(options.Faults is null ? TimeSpan.FromMinutes(1) : TimeSpan.FromMinutes(5));
        try
        {
            var policies = await new Convergence(cluster).WaitAsync(bound.Token);
            await io.Out.WriteAsync(string.Join("---\n", policies.Select(policy => YamlWriter.Write(JsonNode.Parse(PolicyWriter.Write(policy))))));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CommandFailedException("the policies were not all written in time; --verbose shows what the controller does");
        }
    }

    private async Task ShowAsync(LocalCluster cluster, KubernetesConnection connection, WebApplication silo, CancellationToken cancellation)
    {
        await io.Out.WriteLineAsync(
            $"""
            A Kubernetes API server runs at {cluster.Uri} with the controller beside it.
            In a second terminal:

                export KUBECONFIG={cluster.KubeconfigPath}
                kubectl get networkpolicies -A
                kubectl set env deployment/cart -n shop LEDGER-      # both sides close with the last old pod

            Health and metrics: {silo.Urls.FirstOrDefault()}/readyz and /metrics. Ctrl-C ends everything.
            Every policy also admits the workload's own pods, cluster DNS and ingress controllers; shown is what is special.

            """);
        await new PolicyNews(io, connection, cluster).FollowAsync(cancellation);
    }
}
