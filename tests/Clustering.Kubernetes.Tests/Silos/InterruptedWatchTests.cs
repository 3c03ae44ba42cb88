using System.Net;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>A watch that ends, however it ends, is taken up again; the poll is too slow here to help.</summary>
[Collection(SiloCollection.Name)]
public sealed class InterruptedWatchTests
{
    [Theory]
    [InlineData("closed")]
    [InlineData("closed, with the history compacted")]
    [InlineData("cut by a restart of the API server")]
    public async Task Changes_are_seen_after_it(string interruption)
    {
        await using var space = await TestNamespace.CreateAsync(Servers.Local);
        await using var silo = await InProcessSilo.StartAsync(Servers.Local, space, "silo-0", options =>
            (options.PollPeriod, options.FenceTimeout) = (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3)));
        await RaiseVersionAsync(space, 100);
        await InProcessSilo.UntilAsync(() => silo.Membership.CurrentSnapshot.Version.Value == 100);

        await Interrupt(interruption, space, silo);
        await RaiseVersionAsync(space, 200);

        await InProcessSilo.UntilAsync(() => silo.Membership.CurrentSnapshot.Version.Value == 200);
        Assert.Empty(silo.End.Reasons);
    }

    private static async Task Interrupt(string interruption, TestNamespace space, InProcessSilo silo)
    {
        var cluster = await Servers.LocalAsync();
        switch (interruption)
        {
            case "closed":
                cluster.CloseWatches();
                break;
            case "cut by a restart of the API server":
                await cluster.RestartAsync(TestNamespace.Token);
                break;
            default:
                silo.Faults.Answer = request => IsWatch(request) ? Faults.Status(HttpStatusCode.ServiceUnavailable, "busy") : null;
                cluster.CloseWatches();
                await RaiseVersionAsync(space, 150);
                await RaiseVersionAsync(space, 160);
                cluster.Compact();
                silo.Faults.Answer = null;
                break;
        }
    }

    private static bool IsWatch(HttpRequestMessage request) => request.RequestUri!.Query.Contains("watch=true", StringComparison.Ordinal);

    private static Task RaiseVersionAsync(TestNamespace space, int version) =>
        space.EditTableAsync(table => table["version"] = version.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
