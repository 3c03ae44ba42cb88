using System.Globalization;
using k8s;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Kubernetes.Wire;

namespace NetpolOrleans.Access;

/// <summary>Events that wait in the server's history come through one watch as fast as it can send: read raw, or taken by a reflector.</summary>
internal sealed class BurstScenario(ServerProcess server, int events)
{
    private const int Deployments = 500;
    private const int Rounds = 5;

    public async Task<string> RunAsync(CancellationToken cancellation)
    {
        var from = await server.SayAsync($"fill {Deployments} 10 {6 << 10}", cancellation);
        await server.SayAsync($"change {events}", cancellation);
        using var raw = new RawReader(server.Kubeconfig);
        var bytes = 0L;
        var measured = await Measured.MedianAsync(
            Rounds,
            async () => bytes = await raw.WatchAsync($"apis/apps/v1/deployments?watch=true&resourceVersion={from}", events, cancellation),
            () => ReflectAsync(from));
        return string.Create(CultureInfo.InvariantCulture, $"""
            {events:N0} changes of {Deployments} Deployments, {bytes / (double)events:N0} bytes an event; the same events again each round. The middle of {Rounds} rounds in turns.

            | | events a second | ratio | client's processor time per event | ratio | allocated per event |
            |---|---:|---:|---:|---:|---:|
            {Row("raw: lines counted", measured[0], measured[0])}
            {Row("reflector: projected, compared, handed over, kept", measured[1], measured[0])}

            """);
    }

    private async Task<object> ReflectAsync(long from)
    {
        using var emptyList = new EmptyList(from);
        using var connection = KubernetesConnection.For(
            KubernetesClientConfiguration.BuildConfigFromConfigFile(server.Kubeconfig), TimeProvider.System, null, emptyList);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Reflector<Policies.Objects.Workload>? reflector = null;
        await using var following = new Following<Policies.Objects.Workload>(
            connection, new(ResourceKinds.Deployments), Projectors.Deployment, (_, _) =>
            {
                if (reflector?.Status.Events >= events) all.TrySetResult();
                return default;
            }, new() { StreamingLists = false });
        reflector = following.Reflector;
        await all.Task;
        return reflector.Store;
    }

    private string Row(string name, Measured m, Measured raw) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {events / m.Time.TotalSeconds:N0} | {raw.Time / m.Time:N2} | {m.Cpu.TotalMicroseconds / events:N1} µs | {m.Cpu / raw.Cpu:N2} | {m.Allocated / (double)events:N0} B |");

    /// <summary>Answers lists itself, as if the cluster had been empty at that version; the watch goes to the server.</summary>
    private sealed class EmptyList(long version) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.Query.Contains("watch=true", StringComparison.Ordinal)
                ? base.SendAsync(request, cancellationToken)
                : Task.FromResult(new HttpResponseMessage { Content = new StringContent($$"""{"kind":"DeploymentList","metadata":{"resourceVersion":"{{version}}"},"items":[]}""") });
    }
}
