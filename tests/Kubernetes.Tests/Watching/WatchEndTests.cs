using Microsoft.Extensions.Logging;
using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Watching;
using static NetpolOrleans.Kubernetes.Tests.Support.ReflectorRig;
using static NetpolOrleans.Kubernetes.Tests.Support.Wire;

namespace NetpolOrleans.Kubernetes.Tests.Watching;

/// <summary>Every way in which a watch ends, and how the reflector goes on.</summary>
public sealed class WatchEndTests
{
    private static readonly TimeSpan First = Backoff.First;

    [Fact]
    public async Task A_clean_close_is_followed_by_the_next_watch_at_once()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));
        await watch.AddedAsync(ConfigMap("b", "6"));
        await rig.Consumer.NextAsync();

        watch.Close();

        await rig.Server.ExpectAsync(WatchFrom("6"));
    }

    [Fact]
    public async Task A_close_at_once_and_without_a_word_backs_off()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));

        watch.Close();
        await rig.Clock.PassAsync(First);
        (await rig.Server.ExpectAsync(WatchFrom("5"))).Stream().Close();
        await rig.Clock.PassAsync(2 * First);

        await rig.Server.ExpectAsync(WatchFrom("5"));
    }

    [Fact]
    public async Task A_410_frame_relists_and_the_diff_tells_what_was_missed()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"), ConfigMap("b", "2"), ConfigMap("c", "3"));

        await watch.ErrorAsync(410, "Expired");
        await rig.Clock.PassAsync(First);
        (await rig.Server.ExpectAsync(FirstList)).Reply(200, List("9", null, ConfigMap("a", "1"), ConfigMap("c", "8", "new"), ConfigMap("d", "7")));

        Assert.Equal("~c +d -b", await rig.Consumer.NextAsync());
        await rig.Server.ExpectAsync(WatchFrom("9"));
        Assert.Equal(1, rig.Reflector.Status.Relists[WatchEnd.Expired]);
    }

    [Fact]
    public async Task A_410_on_opening_relists()
    {
        await using var rig = new ReflectorRig();
        (await rig.WatchingAsync("5")).Cut();
        await rig.Clock.PassAsync(First);

        (await rig.Server.ExpectAsync(WatchFrom("5"))).Refuse(410, "Expired");
        await rig.Clock.PassAsync(First);

        await rig.Server.ExpectAsync(FirstList);
    }

    [Fact]
    public async Task A_410_that_comes_again_and_again_backs_off()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5");

        foreach (var wait in (int[])[1, 2, 4])
        {
            await watch.ErrorAsync(410, "Expired");
            await rig.Clock.PassAsync(wait * First);
            watch = await rig.WatchingAsync("5");
        }
    }

    [Fact]
    public async Task Other_error_frames_resume_and_relist_when_they_persist()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));

        foreach (var wait in (TimeSpan[])[First, 2 * First])
        {
            await watch.ErrorAsync(500, "InternalError");
            await rig.Clock.PassAsync(wait);
            watch = (await rig.Server.ExpectAsync(WatchFrom("5"))).Stream();
        }
        await watch.ErrorAsync(500, "InternalError");
        await rig.Clock.PassAsync(4 * First);

        await rig.Server.ExpectAsync(FirstList);
    }

    [Fact]
    public async Task A_cut_connection_resumes_from_the_last_version()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));
        await watch.AddedAsync(ConfigMap("b", "6"));
        await rig.Consumer.NextAsync();

        watch.Cut();
        await rig.Clock.PassAsync(First);

        await rig.Server.ExpectAsync(WatchFrom("6"));
        Assert.Contains(rig.Log.Lines, line => line == (LogLevel.Warning, "configmaps in shop is not followed for the moment, Cut: connection reset by peer; resuming in 0.8 s"));
    }

    [Fact]
    public async Task Half_a_line_is_dropped_and_comes_again()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));

        await watch.WriteAsync("""{"type":"ADDED","object":{"kind":"ConfigMap","metadata":{"name":"b","namesp""");
        watch.Close();
        await rig.Clock.PassAsync(First);
        var again = (await rig.Server.ExpectAsync(WatchFrom("5"))).Stream();
        await again.AddedAsync(ConfigMap("b", "6"));

        Assert.Equal("+b", await rig.Consumer.NextAsync());
        Assert.Contains(rig.Log.Lines, line => line.Text.Contains("HalfLine", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_that_is_no_event_ends_the_stream_and_what_came_before_it_counts()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));

        await watch.WriteAsync($$"""{"type":"ADDED","object":{{ConfigMap("b", "6")}}}""" + "\n<html>502 Bad Gateway</html>\n");
        Assert.Equal("+b", await rig.Consumer.NextAsync());
        await rig.Clock.PassAsync(First);

        await rig.Server.ExpectAsync(WatchFrom("6"));
    }

    [Fact]
    public async Task Silence_beyond_the_idle_limit_is_a_dead_stream()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));
        await rig.Clock.BegunAsync(rig.Options.IdleLimit);
        await watch.BookmarkAsync("6");
        await rig.Clock.BegunAsync(rig.Options.IdleLimit); // anew

        rig.Clock.Advance(rig.Options.IdleLimit);
        await rig.Clock.PassAsync(First);

        await rig.Server.ExpectStartAsync("GET /api/v1/namespaces/shop/configmaps?watch=true");
        Assert.Contains(rig.Log.Lines, line => line.Text.Contains("Idle", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clock_that_jumps_an_hour_costs_one_reconnect()
    {
        await using var rig = new ReflectorRig();
        await rig.WatchingAsync("5", ConfigMap("a", "1"));
        await rig.Clock.BegunAsync(rig.Options.IdleLimit);

        rig.Clock.Advance(TimeSpan.FromHours(1));
        await rig.Clock.PassAsync(First);
        var watch = (await rig.Server.ExpectAsync(WatchFrom("5"))).Stream();
        await watch.AddedAsync(ConfigMap("b", "6"));

        Assert.Equal("+b", await rig.Consumer.NextAsync());
    }

    [Fact]
    public async Task The_backoff_starts_over_after_two_healthy_minutes()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));
        watch.Cut();
        await rig.Clock.PassAsync(First);
        watch = (await rig.Server.ExpectAsync(WatchFrom("5"))).Stream();
        await rig.Clock.BegunAsync(rig.Options.IdleLimit);

        rig.Clock.Advance(TimeSpan.FromSeconds(121));
        watch.Cut();
        await rig.Clock.PassAsync(First);

        await rig.Server.ExpectAsync(WatchFrom("5"));
    }

    [Fact]
    public async Task A_version_that_the_server_does_not_know_is_given_up_after_three_tries()
    {
        await using var rig = new ReflectorRig();
        (await rig.WatchingAsync("5")).Cut();
        await rig.Clock.PassAsync(First);

        foreach (var wait in (int[])[2, 4, 8])
        {
            (await rig.Server.ExpectAsync(WatchFrom("5"))).Refuse(504, "Timeout", cause: "ResourceVersionTooLarge");
            await rig.Clock.PassAsync(wait * First);
        }

        await rig.Server.ExpectAsync(FirstList);
    }

    [Fact]
    public async Task A_list_that_is_older_than_what_was_seen_is_not_believed()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("50", ConfigMap("a", "41"), ConfigMap("b", "42"));
        await watch.ErrorAsync(410, "Expired");
        await rig.Clock.PassAsync(First);

        (await rig.Server.ExpectAsync(FirstList)).Reply(200, List("41", null, ConfigMap("a", "41")));
        await rig.Clock.PassAsync(First);
        (await rig.Server.ExpectAsync(FirstList)).Reply(200, List("50", null, ConfigMap("a", "41"), ConfigMap("b", "42")));

        await rig.Server.ExpectAsync(WatchFrom("50"));
        Assert.True(rig.Consumer.IsQuiet);
    }
}
