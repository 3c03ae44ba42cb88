using System.Text;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Watching;

namespace NetpolOrleans.Kubernetes.Tests.Watching;

/// <summary>The small parts that stand alone.</summary>
public sealed class PureTests
{
    [Fact]
    public void Every_end_has_a_recovery() => Assert.All(Enum.GetValues<WatchEnd>(), end =>
        Assert.Equal(end is WatchEnd.Listed or WatchEnd.Closed or WatchEnd.NoStreaming, Recovery.For(end, 1).Wait == WaitKind.None));

    [Fact]
    public void Jitter_spreads_waits_and_never_exceeds_the_cap()
    {
        var backoff = new Backoff(new TestClock(), () => 1);

        Assert.Equal([1.6, 3.2, 6.4, 12.8, 25.6, 30, 30], Enumerable.Range(0, 7).Select(_ => backoff.Next().TotalSeconds));
    }

    [Fact]
    public async Task Lines_are_found_however_the_bytes_arrive()
    {
        var text = "first\n\nthird line\nlast, half";
        for (var size = 1; size <= text.Length; size++)
        {
            using var reader = new LineReader(new Trickle(Encoding.UTF8.GetBytes(text), size), 1000);
            var lines = new List<string>();

            while (await reader.FillAsync(TestContext.Current.CancellationToken))
                while (reader.TryLine(out var line, out _))
                {
                    lines.Add(Encoding.UTF8.GetString(line));
                    reader.Took();
                }

            Assert.Equal(["first", "", "third line"], lines);
            Assert.True(reader.EndedInLine);
        }
    }

    [Theory]
    [InlineData("""{"type":"ADDED","object":{"a":[1,{}]}}""", "Added", """{"a":[1,{}]}""")]
    [InlineData("""{ "object" : {"a":"}"} , "type" : "DELETED" }""", "Deleted", """{"a":"}"}""")]
    [InlineData("""{"type":"NEW","object":{}}""", "Unknown", "{}")]
    [InlineData("""{"type":"ADDED"}""", "Unknown", "")]
    [InlineData("""["ADDED"]""", "Unknown", "")]
    [InlineData("""{"type":"ADDED","object":{""", "Unknown", "")]
    public void A_frame_is_split_without_reading_the_object(string line, string type, string content)
    {
        var frame = WatchFrame.Read(Encoding.UTF8.GetBytes(line));

        Assert.Equal((type, content), (frame.Type.ToString(), Encoding.UTF8.GetString(frame.Object)));
    }

    [Fact]
    public void A_server_that_was_restored_is_believed_when_it_insists()
    {
        var guard = new VersionGuard();
        guard.Seen("100");

        Assert.Equal([true, true, true, true, true, false, false], Enumerable.Range(0, 7).Select(_ => guard.IsStale("50")));
    }

    [Fact]
    public void Versions_that_are_no_numbers_are_not_compared()
    {
        var guard = new VersionGuard();
        guard.Seen("abc");

        Assert.False(guard.IsStale("aaa"));
    }

    [Fact]
    public void A_scope_makes_its_requests()
    {
        var scope = new WatchScope(ResourceKinds.Pods, null, ServerSelectors.BarePods, "status.phase!=Failed");

        Assert.Equal(
            "api/v1/pods?limit=500&continue=a%3D&labelSelector=%21pod-template-hash%2C%21controller-revision-hash%2C%21batch.kubernetes.io%2Fcontroller-uid%2C%21job-name&fieldSelector=status.phase%21%3DFailed",
            scope.List(500, "a=").RelativeUrl);
        Assert.Equal("grant list,watch on pods in the whole cluster", scope.Watch("1", TimeSpan.FromMinutes(5)).Rule.ToString());
    }

    [Fact]
    public void Health_names_the_reflectors_that_are_deaf()
    {
        var clock = new TestClock();
        using var connection = new ScriptedServer().Connect(clock);
        using var health = new WatchHealth();
        var reflector = new Reflector<Policies.Objects.ConfigMap>(connection, new WatchScope(ResourceKinds.ConfigMaps), Kubernetes.Wire.Projectors.ConfigMap, (_, _) => default);
        using var stopping = new CancellationTokenSource();
        var running = reflector.RunAsync(stopping.Token);
        using var membership = health.Add(reflector);

        clock.Advance(reflector.DeafLimit);
        Assert.Empty(health.Deaf);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("configmaps", Assert.Single(health.Deaf).Scope.ToString());
        Assert.False(health.AllSynced);
        stopping.Cancel();
    }

    private sealed class Trickle(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
