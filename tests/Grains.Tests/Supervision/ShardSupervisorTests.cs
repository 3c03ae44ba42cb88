using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Supervision;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Events;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Grains.Tests.Supervision;

/// <summary>A silo that should have a shard which runs on another one.</summary>
public sealed class ShardSupervisorTests : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    private readonly FakeTimeProvider time = new();
    private readonly Silos silos = new(active: 2);
    private readonly LocalShards local = new();
    private readonly KubernetesConnection nowhere;
    private readonly FakeWatcher watcher;
    private readonly ShardSupervisor supervisor;

    public ShardSupervisorTests()
    {
        nowhere = KubernetesConnection.For(new() { Host = "http://127.0.0.1:1" }, time);
        watcher = new(local);
        var (factory, grains) = FakeGrains.Create();
        grains.Add<INamespaceWatcherGrain>("ns:a", watcher);
        var health = new WatchHealth();
        var watches = new ShardWatches(
            nowhere, PolicyOptions.Default, new([], false), ShardMap.PerNamespace, new(nowhere, health, NullLogger<SharedStreams>.Instance), health,
            new(new EventRecorder(nowhere, "test", "test", NullLogger<EventRecorder>.Instance), PolicyOptions.Default, NullLogger<FindingReports>.Instance), time, NullLoggerFactory.Instance);
        supervisor = new(factory, silos.Views, ShardMap.PerNamespace, silos.Owners, local, watches, PolicyOptions.Default, new RunningHost(), time, NullLogger<ShardSupervisor>.Instance);
        silos.Views.Publish(new(1, ["a"], [], 0, Platform.Assumed, [], [new("ns:a", silos.SiloAddress.ToParsableString())], []));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shard_that_is_not_listed_where_it_is_is_fetched_without_being_listed_here_first()
    {
        await supervisor.StartAsync(Cancellation);

        await watcher.Came.Task.WaitAsync(Bound, Cancellation);

        Assert.Equal([silos.SiloAddress.ToParsableString()], watcher.LetGoTo);
    }

    [Fact]
    public async Task One_that_is_listed_there_is_not_let_go_before_it_is_listed_here()
    {
        watcher.Listed = true;

        await supervisor.StartAsync(Cancellation);
        await watcher.AskedForStatus.Task.WaitAsync(Bound, Cancellation);
        await supervisor.StopAsync(Cancellation);

        Assert.Empty(watcher.LetGoTo); // nobody answers the lists here
    }

    public async ValueTask DisposeAsync()
    {
        await supervisor.StopAsync(CancellationToken.None);
        supervisor.Dispose();
        nowhere.Dispose();
    }

    /// <summary>A watcher that comes here when it is let go.</summary>
    private sealed class FakeWatcher(LocalShards local) : INamespaceWatcherGrain
    {
        private bool isHere;

        public bool Listed { get; set; }

        public List<string> LetGoTo { get; } = [];

        public TaskCompletionSource Came { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource AskedForStatus { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task EnsureRunning(CancellationToken cancellation)
        {
            if (!isHere) return Task.CompletedTask;
            local.Set(Status, null, 0);
            Came.TrySetResult();
            return Task.CompletedTask;
        }

        public Task<bool> LetGo(string to, CancellationToken cancellation)
        {
            LetGoTo.Add(to);
            isHere = true;
            return Task.FromResult(true);
        }

        public Task<ShardStatus> GetStatus()
        {
            AskedForStatus.TrySetResult();
            return Task.FromResult(Status);
        }

        public Task<bool> Announce(ClaimsAnnouncement announcement) => throw new NotSupportedException();

        public Task<bool> Tell(FactsTold told) => throw new NotSupportedException();

        public Task HandOver(WorkloadKey workload) => throw new NotSupportedException();

        public Task<WorkloadReport?> Explain(WorkloadKey workload) => throw new NotSupportedException();

        private ShardStatus Status => new("ns:a", "there", Listed, false, 0, 0, 0, []);
    }
}
