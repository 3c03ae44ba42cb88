using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using NetpolOrleans.Kubernetes.Events;
using NetpolOrleans.Kubernetes.Tests.Support;

namespace NetpolOrleans.Kubernetes.Tests.Events;

public sealed class EventRecorderTests : IDisposable
{
    private static readonly ClusterEvent Foreign = new(
        new("apps/v1", "Deployment", "shop", "web", "u"), IsWarning: true, "ForeignPolicy", "CreatePolicy", "a policy of that name is not ours");

    private readonly TestClock clock = new();
    private readonly ScriptedServer server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task The_same_thing_is_said_once()
    {
        using var connection = server.Connect(clock);
        var recorder = new EventRecorder(connection, "netpol-orleans", "netpol-0", NullLogger<EventRecorder>.Instance);
        using var stopping = new CancellationTokenSource();
        var running = recorder.RunAsync(stopping.Token);

        recorder.Record(Foreign);
        recorder.Record(Foreign with { });
        recorder.Record(Foreign with { Note = "something else" });
        var first = await server.ExpectAsync("POST /apis/events.k8s.io/v1/namespaces/shop/events");
        first.Reply(201, "{}");
        await clock.PassAsync(TimeSpan.FromMilliseconds(100));
        var second = await server.NextAsync();
        second.Refuse(409, "AlreadyExists");

        Assert.Contains("\"note\":\"something else\"", second.Body, StringComparison.Ordinal);
        await stopping.CancelAsync();
        await running.Within();
    }

    [Fact]
    public async Task Whoever_may_not_write_Events_is_not_asked_for_each_of_them()
    {
        using var connection = server.Connect(clock);
        var recorder = new EventRecorder(connection, "netpol-orleans", "netpol-0", NullLogger<EventRecorder>.Instance);
        using var stopping = new CancellationTokenSource();
        var running = recorder.RunAsync(stopping.Token);

        recorder.Record(Foreign);
        (await server.ExpectAsync("POST /apis/events.k8s.io/v1/namespaces/shop/events")).Refuse(403, "Forbidden");
        recorder.Record(Foreign with { Note = "of the time of silence" });
        await clock.PassAsync(TimeSpan.FromMilliseconds(100));
        await clock.BegunAsync(TimeSpan.FromMilliseconds(100));
        clock.Advance(TimeSpan.FromMinutes(6));
        recorder.Record(Foreign with { Note = "later" });

        Assert.Contains("later", (await server.NextAsync()).Body, StringComparison.Ordinal);
        await stopping.CancelAsync();
        await running.Within();
    }

    [Fact]
    public void What_finds_no_room_may_be_said_again()
    {
        using var connection = server.Connect(clock);
        var recorder = new EventRecorder(connection, "netpol-orleans", "netpol-0", NullLogger<EventRecorder>.Instance);

        var taken = Enumerable.Range(0, 300).Select(index => recorder.Record(Foreign with { Note = $"{index}" })).ToList();

        Assert.Equal(256, taken.Count(each => each));
        Assert.True(recorder.Record(Foreign with { Note = "0" }), "what waits already is taken");
        Assert.False(recorder.Record(Foreign with { Note = "299" }));
    }

    [Fact]
    public void An_Event_has_what_the_API_asks_for()
    {
        var json = EventWriter.Write(Foreign with { Note = new string('ü', 2000) }, "netpol-orleans", "netpol-0", clock.GetUtcNow());

        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        Assert.Equal("Warning", root.GetProperty("type").GetString());
        Assert.StartsWith("web.", root.GetProperty("metadata").GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Equal("2000-01-01T00:00:00.000000Z", root.GetProperty("eventTime").GetString());
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(root.GetProperty("note").GetString()!), 900, 1000);
        Assert.Equal("u", root.GetProperty("regarding").GetProperty("uid").GetString());
    }

    [Fact]
    public void The_name_is_made_of_what_is_said() => Assert.Equal(EventWriter.NameOf(Foreign), EventWriter.NameOf(Foreign with { IsWarning = false }));
}
