using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Grains.Abstractions.Reconciling;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Reconciling;
using NetpolOrleans.Kubernetes.Applying;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Tests.Reconciling;

/// <summary>Reconcilers beside their shard's watcher.</summary>
public sealed class WorkbenchTests : IDisposable
{
    private static readonly WorkloadKey Web = new("a", "Deployment", "w");

    private readonly FakeTimeProvider time = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly KubernetesConnection nowhere;
    private readonly PolicyApplier fenced;
    private readonly Workbench bench;
    private int made;

    public WorkbenchTests()
    {
        nowhere = KubernetesConnection.For(new() { Host = "http://127.0.0.1:1" }, time);
        fenced = new(nowhere, () => false);
        bench = new(
            key =>
            {
                made++;
                return new(
                    key, fenced, PolicyOptions.Default, ShardMap.PerNamespace, () => Task.CompletedTask, () => Guid.Empty, time, NullLogger<WorkloadReconciler>.Instance, stopping.Token);
            },
            time);
    }

    public void Dispose()
    {
        stopping.Dispose();
        fenced.Dispose();
        nowhere.Dispose();
    }

    [Fact]
    public async Task What_has_had_nothing_to_do_for_two_minutes_is_dropped()
    {
        await bench.TakeAsync(NothingToDo(1));
        await bench.TakeAsync(NothingToDo(2));
        var (together, kept) = (made, bench.Count);

        time.Advance(TimeSpan.FromMinutes(2.1));
        bench.Sweep();

        Assert.Equal((1, 1, 0), (together, kept, bench.Count));
    }

    [Fact]
    public async Task What_cannot_write_goes_on_trying_until_its_watcher_stops()
    {
        var taken = bench.TakeAsync(APolicyIsWanted(1));

        time.Advance(TimeSpan.FromMinutes(10));
        bench.Sweep();
        var (busy, kept) = (bench.IsBusy(Web), bench.Count);
        await stopping.CancelAsync();

        await bench.EndAsync().WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taken);
        Assert.Equal((true, 1), (busy, kept));
    }

    private static WorkloadSituation NothingToDo(long sequence) => new(Web, Guid.Empty, sequence, null, new([], [], true), true, [], "1", default);

    private static WorkloadSituation APolicyIsWanted(long sequence) =>
        NothingToDo(sequence) with { Subject = new(Web, "apps/v1", "uid", LabelSelector.Of(("app", "w"))) };
}
