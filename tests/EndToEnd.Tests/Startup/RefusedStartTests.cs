using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NetpolOrleans.EndToEnd.Tests.Startup;

/// <summary>What an operator can mend is one sentence with cause and remedy, and an exit code; never a stack trace.</summary>
public sealed class RefusedStartTests(LocalClusterFixture cluster) : IClassFixture<LocalClusterFixture>
{
    [Theory]
    [InlineData("--shrads 3", "--shrads")]
    [InlineData("--http-port abc", "--http-port cannot be \"abc\"")]
    [InlineData("--http-port 70000", "--http-port cannot be \"70000\": a whole number from 0 to 65535 is expected")]
    [InlineData("--clustering zookeeper", "localhost, kubernetes")]
    [InlineData("--mode maybe", "off, observe, enforce")]
    [InlineData("--instance Not_A_Label", "Instance must be a DNS label")]
    [InlineData("--namespaces ,", "--namespaces cannot be \",\"")]
    [InlineData("--http-port 18999 --silo-port 18999", "--http-port and --silo-port cannot both be 18999")]
    [InlineData("--clustering kubernetes --gateway-port 18999", "--gateway-port is for --clustering localhost")]
    public async Task A_wrong_option_is_named_with_what_is_expected(string arguments, string expected)
    {
        var run = await SiloRun.OfAsync(["--kubeconfig", cluster.Kubeconfig, .. arguments.Split(' ')]);

        AssertRefused(run, expected);
    }

    [Fact]
    public async Task A_variable_of_ours_that_is_no_option_is_named()
    {
        var run = await SiloRun.OfAsync(["--kubeconfig", cluster.Kubeconfig], ("NETPOL_SHRADS", "3"));

        AssertRefused(run, "NETPOL_SHRADS");
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES", "production")]
    public async Task A_variable_of_OpenTelemetry_that_cannot_be_read_is_named(string variable, string value)
    {
        var run = await SiloRun.OfAsync(["--kubeconfig", cluster.Kubeconfig, "--http-port", "0", "--silo-port", "0"], (variable, value));

        AssertRefused(run, $"{variable} cannot be \"{value}\"");
    }

    [Fact]
    public async Task An_address_of_another_pod_is_named()
    {
        var run = await SiloRun.OfAsync(
            ["--kubeconfig", cluster.Kubeconfig, "--clustering", "kubernetes", "--http-port", "0", "--silo-port", "0"], ("POD_NAMESPACE", "default"), ("POD_NAME", "silo-0"), ("POD_IP", "203.0.113.9"));

        AssertRefused(run, "POD_IP is 203.0.113.9, which is no address of this pod");
    }

    [Theory]
    [InlineData("NETPOL_SETTINGS_FILE", "")]
    [InlineData("NETPOL_DASHBOARD_TOKEN_FILE", "")]
    [InlineData("NETPOL_TLS_FOLDER", "/nowhere")]
    public async Task A_path_to_nothing_is_named(string variable, string value)
    {
        var run = await SiloRun.OfAsync(["--kubeconfig", cluster.Kubeconfig, "--http-port", "0", "--silo-port", "0"], (variable, value));

        AssertRefused(run, value.Length > 0 ? value : "cannot be \"\"");
    }

    [Fact]
    public async Task A_kubeconfig_that_does_not_exist_is_named()
    {
        var run = await SiloRun.OfAsync(["--kubeconfig", "/nowhere/config"]);

        AssertRefused(run, "/nowhere/config");
    }

    [Fact]
    public async Task A_broken_kubeconfig_is_named()
    {
        var path = await cluster.FileAsync("clusters: [{");

        var run = await SiloRun.OfAsync(["--kubeconfig", path]);

        AssertRefused(run, path);
    }

    [Fact]
    public async Task An_unreachable_server_is_named()
    {
        using var unused = new LocalKubernetes.HeldPort();
        var path = await cluster.FileAsync(cluster.Text.Replace($":{cluster.Port}", $":{unused.Number}", StringComparison.Ordinal));

        var run = await SiloRun.OfAsync(["--kubeconfig", path]);

        AssertRefused(run, $"127.0.0.1:{unused.Number}");
    }

    [Fact]
    public async Task Credentials_that_the_server_does_not_know_are_named()
    {
        var path = await cluster.FileAsync(cluster.Text.Replace(cluster.Token, "not-the-token", StringComparison.Ordinal));

        var run = await SiloRun.OfAsync(["--kubeconfig", path]);

        AssertRefused(run, "refuses the credentials");
    }

    [Theory]
    [InlineData("--http-port")]
    [InlineData("--silo-port")]
    public async Task A_port_that_is_in_use_is_named_with_the_option_that_changes_it(string option)
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var taken = ((IPEndPoint)holder.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var other = option == "--http-port" ? "--silo-port" : "--http-port";

        var run = await SiloRun.OfAsync(["--kubeconfig", cluster.Kubeconfig, option, taken, other, "0"]);

        AssertRefused(run, option);
    }

    private static void AssertRefused(SiloRun run, string expected)
    {
        Assert.NotEqual(0, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.All, StringComparison.Ordinal);
    }
}
