using k8s;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

public sealed class WriteTurnTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Servers => Tests.Servers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task Of_silos_that_start_together_one_writes_at_a_time(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        int writing = 0, most = 0;

        await Task.WhenAll(Enumerable.Range(1, 6).Select(async number =>
        {
            using var silo = await TestSiloTable.CreateAsync(server, space, TestSiloTable.Identity($"silo-{number}", number));
            var turn = new WriteTurn(silo.Api, silo.Name, silo.Self, new StandingClock(), FailingLogger.Instance);
            for (var write = 0; write < 2; write++)
            {
                await turn.TakeAsync(Token);
                most = Math.Max(most, Interlocked.Increment(ref writing));
                await silo.Store.ReadAsync(Token);
                Interlocked.Decrement(ref writing);
                await turn.PassAsync(Token);
            }
        }));

        Assert.Equal(1, most);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_turn_that_its_holder_never_passes_on_is_taken(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var dead = await TestSiloTable.CreateAsync(server, space);
        await new WriteTurn(dead.Api, dead.Name, dead.Self, TimeProvider.System, FailingLogger.Instance).TakeAsync(Token);
        var (clock, looks) = (new StandingClock(), 0);
        using var silo = await TestSiloTable.CreateAsync(server, space, TestSiloTable.Identity("silo-1", 2));
        silo.Faults.Before = (request, _) =>
        {
            if (request.Method == HttpMethod.Get && ++looks == 2) clock.Set(TimeSpan.FromSeconds(6)); // longer than a turn, since it first saw whose it is
            return Task.CompletedTask;
        };

        await new WriteTurn(silo.Api, silo.Name, silo.Self, clock, FailingLogger.Instance).TakeAsync(Token);

        Assert.Equal(2, looks);
        var lease = await space.Client.CoordinationV1.ReadNamespacedLeaseAsync("orleans-test-turn", space.Name, cancellationToken: Token);
        Assert.Equal(silo.Self.Address.ToParsableString(), lease.Spec.HolderIdentity);
    }

    [Fact]
    public async Task Without_leases_a_silo_goes_on_without_its_turn()
    {
        await using var space = await TestNamespace.CreateAsync(Tests.Servers.Local);
        using var silo = await TestSiloTable.CreateAsync(Tests.Servers.Local, space);
        silo.Faults.Answer = _ => Faults.Status(System.Net.HttpStatusCode.Forbidden, "no");
        var turn = new WriteTurn(silo.Api, silo.Name, silo.Self, TimeProvider.System, NullLogger<WriteTurn>.Instance);

        await turn.TakeAsync(Token);
        await turn.PassAsync(Token);
    }

    /// <summary>A turn is advisory and swallows failures; here a warning is one.</summary>
    private sealed class FailingLogger : ILogger<WriteTurn>
    {
        public static readonly FailingLogger Instance = new();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Assert.Fail(formatter(state, exception));
    }
}
