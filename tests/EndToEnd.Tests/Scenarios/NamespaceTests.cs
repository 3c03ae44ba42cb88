using NetpolOrleans.EndToEnd.Tests.Harness;

namespace NetpolOrleans.EndToEnd.Tests.Scenarios;

public sealed class NamespaceTests(SharedStage shared)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task References_across_namespaces_open_both_sides_whichever_is_there_first(bool serverFirst)
    {
        await using var one = await shared.SpaceAsync();
        await using var other = await shared.SpaceAsync();
        if (serverFirst) await ServerAsync(other);

        await one.CreateAsync(Manifest.Workload("Deployment", "client", ("SERVER_URL", $"http://server.{other.Name}.svc:80/api")));
        await one.PolicyAsync("deployment-client");
        if (!serverFirst) await ServerAsync(other);
        await one.OpenAsync("client", "server", other);
        await one.SetEnvAsync("Deployment", "client", "SERVER_URL", null);

        await one.ClosedAsync("client", "server", other);
    }

    [Fact]
    public async Task Two_namespaces_may_name_each_other()
    {
        await using var one = await shared.SpaceAsync();
        await using var other = await shared.SpaceAsync();
        foreach (var (here, there) in new[] { (one, other), (other, one) })
        {
            await here.CreateAsync(Manifest.Service("server", "server"));
            await here.CreateAsync(Manifest.Workload("Deployment", "server", ("PEER_ADDR", $"server.{there.Name}:80")));
        }

        await one.OpenAsync("server", "server", other);
        await other.OpenAsync("server", "server", one);
    }

    [Fact]
    public async Task A_namespace_that_is_deleted_and_made_again_gets_its_policies_again_and_clients_elsewhere_follow()
    {
        await using var one = await shared.SpaceAsync();
        await using var first = await shared.SpaceAsync();
        await ServerAsync(first);
        await one.CreateAsync(Manifest.Workload("Deployment", "client", ("SERVER_URL", $"http://server.{first.Name}.svc")));
        await one.OpenAsync("client", "server", first);

        await first.Stage.Api.DeleteAsync(Resources.Of("", "Namespace", first.Name), TestContext.Current.CancellationToken);
        await one.History.UntilAsync(() => one.History.Find("Namespace", "", first.Name) is null, "the namespace is gone");
        await one.ClosedAsync("client", "server", first);
        await using var second = await TestSpace.CreateAsync(first.Stage, first.Name);
        await ServerAsync(second);

        await one.OpenAsync("client", "server", second);
    }

    private static async Task ServerAsync(TestSpace space)
    {
        await space.CreateAsync(Manifest.Service("server", "server"));
        await space.CreateAsync(Manifest.Workload("Deployment", "server"));
    }
}
