using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Watching;
using static NetpolOrleans.Kubernetes.Tests.Support.ReflectorRig;
using static NetpolOrleans.Kubernetes.Tests.Support.Wire;

namespace NetpolOrleans.Kubernetes.Tests.Watching;

public sealed class StreamingListTests
{
    private const string StreamingList =
        "GET /api/v1/namespaces/shop/configmaps?watch=true&allowWatchBookmarks=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&resourceVersion=&timeoutSeconds=300";

    [Fact]
    public async Task The_state_comes_as_events_and_is_handed_over_once_whole()
    {
        await using var rig = new ReflectorRig(streaming: true);
        var stream = (await rig.Server.ExpectAsync(StreamingList)).Stream();

        await stream.AddedAsync(ConfigMap("a", "1"));
        await stream.AddedAsync(ConfigMap("b", "2"));
        Assert.False(rig.Reflector.Synced.IsCompleted);
        await stream.BookmarkAsync("7", initialEventsEnd: true);

        Assert.Equal("+a +b", await rig.Consumer.NextAsync());
        await rig.Reflector.Synced.Within();
        await stream.AddedAsync(ConfigMap("c", "8"));
        Assert.Equal("+c", await rig.Consumer.NextAsync());
        Assert.True(rig.Server.IsQuiet);
    }

    [Fact]
    public async Task What_changes_while_the_state_comes_is_part_of_it()
    {
        await using var rig = new ReflectorRig(streaming: true);
        var stream = (await rig.Server.ExpectAsync(StreamingList)).Stream();

        await stream.AddedAsync(ConfigMap("a", "1"));
        await stream.AddedAsync(ConfigMap("b", "2"));
        await stream.DeletedAsync(ConfigMap("a", "3"));
        await stream.BookmarkAsync("7", initialEventsEnd: true);

        Assert.Equal("+b", await rig.Consumer.NextAsync());
    }

    [Fact]
    public async Task A_streamed_state_that_is_older_than_what_was_seen_is_not_believed()
    {
        await using var rig = new ReflectorRig(streaming: true);
        var stream = (await rig.Server.ExpectAsync(StreamingList)).Stream();
        await stream.AddedAsync(ConfigMap("a", "41"));
        await stream.BookmarkAsync("50", initialEventsEnd: true);
        Assert.Equal("+a", await rig.Consumer.NextAsync());

        await stream.ErrorAsync(410, "Expired");
        await rig.Clock.PassAsync(Backoff.First);
        await (await rig.Server.ExpectAsync(StreamingList)).Stream().BookmarkAsync("40", initialEventsEnd: true);
        await rig.Clock.PassAsync(Backoff.First);

        await rig.Server.ExpectAsync(StreamingList);
        Assert.True(rig.Consumer.IsQuiet);
    }

    [Fact]
    public async Task A_stream_that_breaks_before_the_state_is_whole_starts_over()
    {
        await using var rig = new ReflectorRig(streaming: true);
        var stream = (await rig.Server.ExpectAsync(StreamingList)).Stream();
        await stream.AddedAsync(ConfigMap("a", "1"));

        stream.Cut();
        await rig.Clock.PassAsync(Backoff.First);
        var again = (await rig.Server.ExpectAsync(StreamingList)).Stream();
        await again.BookmarkAsync("7", initialEventsEnd: true);

        await rig.Reflector.Synced.Within();
        Assert.True(rig.Consumer.IsQuiet);
    }

    [Fact]
    public async Task A_410_later_streams_the_state_again_and_tells_the_difference()
    {
        await using var rig = new ReflectorRig(streaming: true);
        var stream = (await rig.Server.ExpectAsync(StreamingList)).Stream();
        await stream.AddedAsync(ConfigMap("a", "1"));
        await stream.BookmarkAsync("7", initialEventsEnd: true);
        Assert.Equal("+a", await rig.Consumer.NextAsync());

        await stream.ErrorAsync(410, "Expired");
        await rig.Clock.PassAsync(Backoff.First);
        var again = (await rig.Server.ExpectAsync(StreamingList)).Stream();
        await again.AddedAsync(ConfigMap("b", "8"));
        await again.BookmarkAsync("9", initialEventsEnd: true);

        Assert.Equal("+b -a", await rig.Consumer.NextAsync());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(422)]
    public async Task A_server_that_refuses_is_asked_for_pages_and_never_again(int code)
    {
        await using var rig = new ReflectorRig(streaming: true);

        (await rig.Server.ExpectAsync(StreamingList)).Refuse(code, "Invalid");
        (await rig.Server.ExpectAsync(FirstList)).Reply(200, List("5", null));
        await (await rig.Server.ExpectAsync(WatchFrom("5"))).Stream().ErrorAsync(410, "Expired");
        await rig.Clock.PassAsync(Backoff.First);

        await rig.Server.ExpectAsync(FirstList);
    }

    [Fact]
    public async Task A_server_that_ignores_the_wish_is_noticed_by_its_silence()
    {
        await using var rig = new ReflectorRig(streaming: true);
        var stream = (await rig.Server.ExpectAsync(StreamingList)).Stream();
        await rig.Clock.BegunAsync(rig.Options.StreamingPatience);
        await stream.AddedAsync(ConfigMap("a", "1"));

        await rig.Clock.PassAsync(rig.Options.StreamingPatience);

        (await rig.Server.ExpectAsync(FirstList)).Reply(200, List("5", null, ConfigMap("a", "1")));
        Assert.Equal("+a", await rig.Consumer.NextAsync());
    }
}
