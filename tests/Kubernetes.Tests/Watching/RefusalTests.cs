using Microsoft.Extensions.Logging;
using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Watching;
using static NetpolOrleans.Kubernetes.Tests.Support.ReflectorRig;
using static NetpolOrleans.Kubernetes.Tests.Support.Wire;

namespace NetpolOrleans.Kubernetes.Tests.Watching;

/// <summary>Lists and watches that the server refuses, answers badly or not at all, and how the reflector goes on.</summary>
public sealed class RefusalTests
{
    private static readonly TimeSpan First = Backoff.First;

    [Fact]
    public async Task A_401_loads_credentials_again_and_asks_again()
    {
        await using var rig = new ReflectorRig(connection: new() { ReloadInterval = TimeSpan.Zero });

        (await rig.Server.ExpectAsync(FirstList)).Refuse(401, "Unauthorized");
        (await rig.Server.ExpectAsync(FirstList)).Reply(200, List("5", null));

        await rig.Server.ExpectAsync(WatchFrom("5"));
    }

    [Fact]
    public async Task A_401_that_stays_is_asked_again_ever_more_slowly()
    {
        await using var rig = new ReflectorRig();

        foreach (var wait in (double[])[0.8, 1.6, 3.2])
        {
            (await rig.Server.ExpectAsync(FirstList)).Refuse(401, "Unauthorized");
            await rig.Clock.PassAsync(TimeSpan.FromSeconds(wait));
        }

        await rig.Server.ExpectAsync(FirstList);
    }

    [Fact]
    public async Task A_403_names_the_missing_rule_and_is_asked_again_ever_more_slowly()
    {
        await using var rig = new ReflectorRig();

        foreach (var wait in (double[])[0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30])
        {
            (await rig.Server.ExpectAsync(FirstList)).Refuse(403, "Forbidden");
            await rig.Clock.PassAsync(TimeSpan.FromSeconds(wait));
        }

        await rig.Server.ExpectAsync(FirstList);
        Assert.Equal("Forbidden: grant list,watch on configmaps in namespace shop to the user of context in-cluster", rig.Reflector.Status.LastError);
    }

    [Fact]
    public async Task A_kind_that_is_not_installed_counts_as_synced_and_is_waited_for_quietly()
    {
        await using var rig = new ReflectorRig();

        (await rig.Server.ExpectAsync(FirstList)).Reply(404, "404 page not found");
        await rig.Reflector.Synced.Within();
        await rig.Clock.PassAsync(rig.Options.KindInterval);
        (await rig.Server.ExpectAsync(FirstList)).Reply(200, List("5", null, ConfigMap("a", "1")));

        Assert.Equal("+a", await rig.Consumer.NextAsync());
        Assert.DoesNotContain(rig.Log.Lines, line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task A_404_of_a_kind_that_was_there_is_believed_only_after_a_while()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));
        watch.Cut();
        await rig.Clock.PassAsync(First);
        (await rig.Server.ExpectAsync(WatchFrom("5"))).Reply(404, "404 page not found");

        await rig.Clock.PassAsync(rig.Options.KindInterval);
        (await rig.Server.ExpectAsync(FirstList)).Reply(404, "404 page not found");
        Assert.True(rig.Consumer.IsQuiet);
        await rig.Clock.PassAsync(rig.Options.KindInterval);
        (await rig.Server.ExpectAsync(FirstList)).Reply(404, "404 page not found");

        Assert.Equal("-a", await rig.Consumer.NextAsync());
    }

    [Fact]
    public async Task A_429_is_asked_again_when_the_server_said()
    {
        await using var rig = new ReflectorRig();

        (await rig.Server.ExpectAsync(FirstList)).Refuse(429, "TooManyRequests", retryAfter: 7);
        await rig.Clock.PassAsync(TimeSpan.FromSeconds(7));

        await rig.Server.ExpectAsync(FirstList);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Server_errors_back_off_further_each_time(int code)
    {
        await using var rig = new ReflectorRig();

        foreach (var wait in (double[])[0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30])
        {
            (await rig.Server.ExpectAsync(FirstList)).Refuse(code, "InternalError");
            await rig.Clock.PassAsync(TimeSpan.FromSeconds(wait));
        }

        await rig.Server.ExpectAsync(FirstList);
    }

    [Fact]
    public async Task An_unreachable_server_backs_off_and_keeps_version_and_objects()
    {
        await using var rig = new ReflectorRig();
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));
        watch.Cut();
        await rig.Clock.PassAsync(First);

        (await rig.Server.ExpectAsync(WatchFrom("5"))).Break();
        await rig.Clock.PassAsync(2 * First);

        await rig.Server.ExpectAsync(WatchFrom("5"));
        Assert.Equal(1, rig.Reflector.Store.Count);
    }

    [Fact]
    public async Task A_server_that_answers_nothing_is_given_up_after_the_request_timeout()
    {
        await using var rig = new ReflectorRig();

        await rig.Server.ExpectAsync(FirstList);
        await rig.Clock.PassAsync(RequestTimeout);
        await rig.Clock.PassAsync(First);

        await rig.Server.ExpectAsync(FirstList);
        Assert.Contains("no answer within 17 s", rig.Reflector.Status.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_no_list_is_asked_for_again()
    {
        await using var rig = new ReflectorRig();

        (await rig.Server.ExpectAsync(FirstList)).Reply(200, """{"kind":"ConfigMapList","items":[{"metadata":""");
        await rig.Clock.PassAsync(First);

        await rig.Server.ExpectAsync(FirstList);
    }

    [Fact]
    public async Task What_half_a_page_listed_does_not_count()
    {
        await using var rig = new ReflectorRig();

        var half = List("5", null, ConfigMap("gone", "1"), ConfigMap("b", "2"));
        (await rig.Server.ExpectAsync(FirstList)).Reply(200, half[..^10]);
        await rig.Clock.PassAsync(First);
        (await rig.Server.ExpectAsync(FirstList)).Reply(200, List("6", null, ConfigMap("b", "2")));

        Assert.Equal("+b", await rig.Consumer.NextAsync());
    }
}
