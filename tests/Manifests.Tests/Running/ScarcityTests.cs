using System.Globalization;
using System.Net;
using NetpolOrleans.Manifests.Tests.Access;

namespace NetpolOrleans.Manifests.Tests.Running;

/// <summary>
/// A node that runs out of something costs no policy: a replica writes to no disk. It runs as the manifests have it, with mutual TLS, dashboard and a file of log levels.
/// </summary>
public sealed class ScarcityTests : IDisposable
{
    private const string Expiry = "netpol_tls_certificate_expiry_seconds";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5), Pause = TimeSpan.FromMilliseconds(200);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netpol-scarcity-");

    [Fact]
    public Task Read_only_disks() => WorksAsync(Jail.ReadOnly);

    [Fact]
    public Task Read_only_disks_and_a_full_one_for_temporary_files() => WorksAsync(Jail.Full);

    [Fact]
    public Task No_inotify_instance_left_on_the_node() => WorksAsync(Jail.WithoutInotify);

    [Fact]
    public Task A_full_disk_under_the_log() => WorksAsync(Jail.Mute);

    [Theory]
    [InlineData("--mode maybe")]
    [InlineData("--help")]
    public async Task What_cannot_be_said_on_a_full_disk_still_ends_with_an_exit_code_and_no_core(string arguments)
    {
        var (code, _) = await Tool.TryAsync(Jail.Mute[0], [.. Jail.Mute[1..], "dotnet", Path.Combine(AppContext.BaseDirectory, "NetpolOrleans.Silo.dll"), .. arguments.Split(' ')]);

        Assert.Equal(1, code);
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Becomes ready, writes a policy, is scraped, takes a renewed Secret, and ends in order.</summary>
    private async Task WorksAsync(string[] within)
    {
        await Jail.RequireAsync();
        await using var cluster = await GrantedCluster.StartAsync(real: false, new() { PodStartDelay = TimeSpan.Zero });
        await cluster.CreateAsync([Exercise.Bare(cluster.Name, Exercise.Pod), Shop.Namespace("shop"), Shop.Deployment("shop", "web")]);
        var certificates = Certificates.Make(folder.CreateSubdirectory("tls").FullName, "silo.test");
        var environment = new Dictionary<string, string>(await cluster.EnvironmentAsync(Exercise.Pod))
        {
            ["NETPOL_TLS_FOLDER"] = certificates,
            ["NETPOL_SETTINGS_FILE"] = Repository.PathOf("k8s", "base", "logging.json"),
            ["NETPOL_DASHBOARD_TOKEN_FILE"] = Path.Combine(folder.FullName, "token"),
        };
        await File.WriteAllTextAsync(environment["NETPOL_DASHBOARD_TOKEN_FILE"], "a-token-that-is-long-enough", TestContext.Current.CancellationToken);

        await using var replica = Replica.Start("scarce", environment, within);
        await replica.ReadyAsync();
        await Eventually.AsyncIn(Patience, Pause, () => Task.FromResult(cluster.Local!.Objects.Find("networkpolicies", "shop", "deployment-web") is not null), () => $"no policy: {replica.Output}");
        var before = await ExpiryAsync(replica);
        Certificates.Make(certificates, "silo.test", days: 3);
        await Eventually.AsyncIn(Patience, Pause, async () => await ExpiryAsync(replica) > before + 86_400, () => $"the renewed Secret is not read: {replica.Output}");
        var dashboard = (await replica.GetAsync("/dashboard/", "Bearer a-token-that-is-long-enough")).Status;
        replica.Terminate();

        Assert.Equal(HttpStatusCode.OK, dashboard);
        Assert.Equal(0, await replica.ExitAsync());
        Assert.DoesNotContain("Unhandled", replica.Output, StringComparison.Ordinal);
    }

    private static async Task<double> ExpiryAsync(Replica replica)
    {
        var line = (await replica.GetAsync("/metrics")).Text.Split('\n').FirstOrDefault(each => each.StartsWith(Expiry, StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
