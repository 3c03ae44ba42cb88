using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Watching;
using static NetpolOrleans.Kubernetes.Tests.Support.ReflectorRig;
using static NetpolOrleans.Kubernetes.Tests.Support.Wire;

namespace NetpolOrleans.Kubernetes.Tests.Watching;

/// <summary>List, watch, and what is handed over.</summary>
public sealed class ReflectorTests
{
    [Fact]
    public async Task A_list_comes_in_pages_and_is_handed_over_once_whole()
    {
        await using var rig = new ReflectorRig();

        (await rig.Server.ExpectAsync(FirstList)).Reply(200, List("7", "page 2", ConfigMap("a", "1"), ConfigMap("b", "2")));
        (await rig.Server.ExpectAsync($"{FirstList}&continue=page%202")).Reply(200, List("7", null, ConfigMap("c", "3")));

        Assert.Equal("+a +b +c", await rig.Consumer.NextAsync());
        await rig.Server.ExpectAsync(WatchFrom("7"));
        await rig.Reflector.Synced.Within();
    }

    [Fact]
    public async Task An_expired_page_starts_the_list_over()
    {
        await using var rig = new ReflectorRig();

        (await rig.Server.ExpectAsync(FirstList)).Reply(200, List("7", "next", ConfigMap("a", "1")));
        (await rig.Server.ExpectAsync($"{FirstList}&continue=next")).Refuse(410, "Expired");
        (await rig.Server.ExpectAsync(FirstList)).Reply(200, List("9", null, ConfigMap("b", "8")));

        Assert.Equal("+b", await rig.Consumer.NextAsync());
        await rig.Server.ExpectAsync(WatchFrom("9"));
    }

    [Fact]
    public async Task A_page_that_fails_is_asked_for_again_and_not_the_whole_list()
    {
        await using var rig = new ReflectorRig();
        (await rig.Server.ExpectAsync(FirstList)).Reply(200, List("7", "next", ConfigMap("a", "1"), ConfigMap("b", "2")));

        (await rig.Server.ExpectAsync($"{FirstList}&continue=next")).Refuse(500, "InternalError");
        await rig.Clock.PassAsync(Backoff.First);
        (await rig.Server.ExpectAsync($"{FirstList}&continue=next")).Reply(200, List("7", null, ConfigMap("c", "3")));

        Assert.Equal("+a +b +c", await rig.Consumer.NextAsync());
        await rig.Server.ExpectAsync(WatchFrom("7"));
    }

    [Fact]
    public async Task A_page_that_never_comes_starts_the_list_over()
    {
        await using var rig = new ReflectorRig();
        (await rig.Server.ExpectAsync(FirstList)).Reply(200, List("7", "next", ConfigMap("a", "1"), ConfigMap("b", "2")));

        foreach (var wait in (int[])[1, 2, 4])
        {
            (await rig.Server.ExpectAsync($"{FirstList}&continue=next")).Refuse(500, "InternalError");
            await rig.Clock.PassAsync(wait * Backoff.First);
        }
        (await rig.Server.ExpectAsync(FirstList)).Reply(200, List("9", null, ConfigMap("b", "8")));

        Assert.Equal("+b", await rig.Consumer.NextAsync());
        await rig.Server.ExpectAsync(WatchFrom("9"));
    }

    [Fact]
    public async Task It_says_how_far_it_has_come_and_what_changed_last()
    {
        await using var rig = new ReflectorRig();
        var listing = rig.Reflector.Status;
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));
        var listed = rig.Reflector.Status;
        await watch.BookmarkAsync("7");
        await watch.AddedAsync(ConfigMap("b", "9"));
        await rig.Consumer.NextAsync();
        await watch.BookmarkAsync("12");
        watch.Close();
        await rig.Server.ExpectAsync(WatchFrom("12"));

        Assert.Equal((null, null), (listing.Position, listing.NewestChange));
        Assert.Equal(("5", "5"), (listed.Position, listed.NewestChange));
        Assert.Equal(("12", "9"), (rig.Reflector.Status.Position, rig.Reflector.Status.NewestChange));
        Assert.Equal((true, false, true), (listing.IsBehind("5"), listed.IsBehind("5"), listed.IsBehind("6")));
    }

    [Fact]
    public async Task Events_are_handed_over_in_order()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));

        await watch.AddedAsync(ConfigMap("b", "6"));
        Assert.Equal("+b", await rig.Consumer.NextAsync());
        await watch.ModifiedAsync(ConfigMap("a", "7", "new"));
        Assert.Equal("~a", await rig.Consumer.NextAsync());
        await watch.DeletedAsync(ConfigMap("b", "8"));

        Assert.Equal("-b", await rig.Consumer.NextAsync());
    }

    [Fact]
    public async Task Events_that_come_together_are_one_batch_with_the_last_word_of_each_object()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));

        await watch.WriteAsync(string.Concat(
            Line("MODIFIED", ConfigMap("a", "6", "first")), Line("ADDED", ConfigMap("b", "7")), Line("MODIFIED", ConfigMap("a", "8", "second")),
            Line("ADDED", ConfigMap("c", "9")), Line("DELETED", ConfigMap("c", "10"))));

        Assert.Equal("~a +b", await rig.Consumer.NextAsync());
        Assert.Equal("second", rig.Consumer.Objects[new("shop", "a")].Data["key"]);
    }

    [Fact]
    public async Task A_change_that_the_record_does_not_show_is_swallowed_but_moves_the_version()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));

        await watch.ModifiedAsync(ConfigMap("a", "6"));
        watch.Close();

        await rig.Server.ExpectAsync(WatchFrom("6"));
        Assert.True(rig.Consumer.IsQuiet);
    }

    [Fact]
    public async Task A_bookmark_moves_the_version()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));

        await watch.BookmarkAsync("90");
        watch.Close();

        await rig.Server.ExpectAsync(WatchFrom("90"));
    }

    [Fact]
    public async Task A_bookmark_that_comes_late_does_not_move_the_version_back()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));
        await watch.AddedAsync(ConfigMap("b", "9"));
        await rig.Consumer.NextAsync();

        await watch.BookmarkAsync("7");
        await watch.BookmarkAsync("7");
        watch.Close();

        await rig.Server.ExpectAsync(WatchFrom("9"));
    }

    [Fact]
    public async Task The_version_moves_only_when_the_consumer_has_taken_the_change()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));
        rig.Consumer.Refuses = 1;

        await watch.AddedAsync(ConfigMap("b", "6"));
        Assert.Equal("refused +b", await rig.Consumer.NextAsync());
        await rig.Clock.PassAsync(Backoff.First);
        var again = (await rig.Server.ExpectAsync(WatchFrom("5"))).Stream();
        await again.AddedAsync(ConfigMap("b", "6"));

        Assert.Equal("+b", await rig.Consumer.NextAsync());
    }

    [Fact]
    public async Task What_the_predicate_does_not_want_is_as_good_as_absent()
    {
        await using var rig = new ReflectorRig(wants: map => map.Data["key"] != "hidden");
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"), ConfigMap("h", "2", "hidden"));
        Assert.Single(rig.Consumer.Objects);

        await watch.ModifiedAsync(ConfigMap("h", "6", "shown"));
        Assert.Equal("+h", await rig.Consumer.NextAsync());
        await watch.ModifiedAsync(ConfigMap("a", "7", "hidden"));

        Assert.Equal("-a", await rig.Consumer.NextAsync());
    }

    [Fact]
    public async Task An_object_that_cannot_be_projected_is_set_aside_and_the_stream_goes_on()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));

        await watch.ModifiedAsync("""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","namespace":"shop","resourceVersion":"6"},"data":"no map"}""");
        await watch.AddedAsync(ConfigMap("b", "7"));

        Assert.Equal("+b", await rig.Consumer.NextAsync());
        Assert.NotNull(rig.Reflector.Store[new("shop", "a")]);
        Assert.Equal("Malformed: field 'data' is a string where an object belongs", rig.Reflector.Status.SetAside[new("shop", "a")]);

        await watch.ModifiedAsync(ConfigMap("a", "8", "good"));
        Assert.Equal("~a", await rig.Consumer.NextAsync());
        Assert.Empty(rig.Reflector.Status.SetAside);
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_set_aside_by_name_and_the_stream_goes_on()
    {
        await using var rig = new ReflectorRig(maxLine: 200_000);
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));

        await watch.AddedAsync(ConfigMap("huge", "6", new string('x', 900_000)));
        await watch.AddedAsync(ConfigMap("b", "7"));

        Assert.Equal("+b", await rig.Consumer.NextAsync());
        Assert.StartsWith("TooLarge", rig.Reflector.Status.SetAside[new("shop", "huge")], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_of_a_list_that_is_set_aside_is_not_taken_for_deleted()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"), ConfigMap("b", "2"));

        await watch.ErrorAsync(410, "Expired");
        await rig.Clock.PassAsync(Backoff.First);
        (await rig.Server.ExpectAsync(FirstList)).Reply(200, List("9", null, """{"metadata":{"name":"a","namespace":"shop"},"data":[]}"""));

        Assert.Equal("-b", await rig.Consumer.NextAsync());
        Assert.NotNull(rig.Reflector.Store[new("shop", "a")]);
    }

    [Fact]
    public async Task Status_tells_what_happened()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));
        await watch.AddedAsync(ConfigMap("b", "6"));
        await rig.KeepsAsync(2);

        rig.Clock.Advance(TimeSpan.FromSeconds(40));
        var status = rig.Reflector.Status;

        Assert.Equal((true, 2, ReflectorState.Watching), (status.Synced, status.Objects, status.State));
        Assert.Equal(TimeSpan.FromSeconds(40), status.Silence);
        Assert.Equal(TimeSpan.FromSeconds(40), status.SinceLastEvent);
        Assert.Equal("configmaps in shop", status.Scope.ToString());
    }

    private static string Line(string type, string json) => $"{{\"type\":\"{type}\",\"object\":{json}}}\n";
}
