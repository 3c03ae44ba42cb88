using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Watching;
using static NetpolOrleans.Kubernetes.Tests.Support.Wire;

namespace NetpolOrleans.Kubernetes.Tests.Watching;

/// <summary>In a label-selected scope a changed label looks like a deletion.</summary>
public sealed class DeletionCheckTests
{
    private const string GetA = "GET /api/v1/namespaces/shop/configmaps/a";

    [Fact]
    public async Task A_deletion_is_believed_when_the_object_is_not_found()
    {
        await using var rig = new ReflectorRig(confirm: true);
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));

        await watch.DeletedAsync(ConfigMap("a", "6"));
        (await rig.Server.ExpectAsync(GetA)).Refuse(404, "NotFound");

        Assert.Equal("-a", await rig.Consumer.NextAsync());
    }

    [Fact]
    public async Task An_object_that_only_lost_a_label_stays_and_is_looked_up_again()
    {
        await using var rig = new ReflectorRig(confirm: true);
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));

        await watch.DeletedAsync(ConfigMap("a", "6"));
        (await rig.Server.ExpectAsync(GetA)).Reply(200, ConfigMap("a", "6", "changed"));
        Assert.Equal("~a", await rig.Consumer.NextAsync());
        rig.Clock.Advance(rig.Options.ConfirmInterval);
        (await rig.Server.ExpectAsync(GetA)).Reply(200, ConfigMap("a", "9", "again"));
        Assert.Equal("~a", await rig.Consumer.NextAsync());
        await rig.Clock.BegunAsync(rig.Options.ConfirmInterval);
        await rig.Clock.PassAsync(rig.Options.ConfirmInterval);
        (await rig.Server.ExpectAsync(GetA)).Refuse(404, "NotFound");

        Assert.Equal("-a", await rig.Consumer.NextAsync());
    }

    [Fact]
    public async Task Nothing_is_believed_while_the_server_does_not_answer()
    {
        await using var rig = new ReflectorRig(confirm: true);
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"));

        await watch.DeletedAsync(ConfigMap("a", "6"));
        (await rig.Server.ExpectAsync(GetA)).Refuse(503, "ServiceUnavailable");
        await rig.Clock.PassAsync(Backoff.First);

        await rig.Server.ExpectAsync($"{ReflectorRig.WatchFrom("5")}&labelSelector=%21owned");
        Assert.True(rig.Consumer.IsQuiet);
        Assert.NotNull(rig.Reflector.Store[new("shop", "a")]);
    }

    [Fact]
    public async Task An_object_that_a_list_lacks_is_looked_up_too()
    {
        await using var rig = new ReflectorRig(confirm: true);
        var watch = await rig.WatchingAsync("5", ConfigMap("a", "1"), ConfigMap("b", "2"));

        await watch.ErrorAsync(410, "Expired");
        await rig.Clock.PassAsync(Backoff.First);
        (await rig.Server.ExpectStartAsync(ReflectorRig.FirstList)).Reply(200, List("9", null, ConfigMap("b", "2")));
        (await rig.Server.ExpectAsync(GetA)).Reply(200, ConfigMap("a", "1"));

        await rig.Server.ExpectStartAsync(ReflectorRig.WatchFrom("9"));
        Assert.Equal(2, rig.Reflector.Store.Count);
        Assert.True(rig.Consumer.IsQuiet);
    }
}
