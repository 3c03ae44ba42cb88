using System.Text.Json.Nodes;

namespace NetpolOrleans.Cli.Tests.Commands;

public sealed class CanTests
{
    private const string Both = Shop.Manifests + "\n---\n" + Shop.DenyAll + "\n---\n" + Shop.AllowApi;

    [Theory]
    [InlineData("shop/deployment/web", "shop/deployment/api:8080", "allowed")]
    [InlineData("shop/deploy/web", "shop/Deployments/api:http/tcp", "allowed")]
    [InlineData("web", "api:8080", "allowed")]
    [InlineData("shop/web", "shop/service/api:80", "allowed")]
    [InlineData("web", "api:http", "allowed")]
    [InlineData("web", "api:8081", "denied")]
    [InlineData("web", "api:8080/UDP", "denied")]
    [InlineData("api", "web:3000", "denied")]
    [InlineData("10.0.0.1", "api:8080", "denied")]
    [InlineData("2001:db8::1", "api:8080", "denied")]
    [InlineData("web", "[2001:db8::1]:443", "denied")]
    [InlineData("10.0.0.1", "10.0.0.2:443/sctp", "allowed")]
    public async Task A_connection_is_judged_by_the_policies_given(string from, string to, string verdict)
    {
        var run = await CliRun.WithInputAsync(Both, "can", from, to, "-f", "-");

        Assert.StartsWith(verdict, run.Out);
        Assert.Equal(ExitCodes.Success, run.ExitCode);
    }

    [Fact]
    public async Task The_answer_names_what_decided()
    {
        var run = await CliRun.WithInputAsync(Both, "can", "web", "api:8080", "-f", "-");

        Assert.Contains("egress   allowed by shop/allow-api, rule 0: pods app=api in the same namespace, 8080/TCP", run.Out);
        Assert.Contains("ingress  allowed by shop/allow-api, rule 0: pods app=web in the same namespace, http/TCP", run.Out);
    }

    [Theory]
    [InlineData("resolver:dns", "53/UDP 53/TCP")]
    [InlineData("resolver:dns/udp", "53/UDP")]
    [InlineData("resolver:metrics", "9153/TCP")]
    [InlineData("svc/resolver:lookup", "53/UDP")]
    [InlineData("svc/resolver:53/udp", "53/UDP")]
    public async Task A_port_by_name_has_the_protocols_that_it_stands_for(string to, string judged)
    {
        const string resolver = """
            apiVersion: v1
            kind: Pod
            metadata: {name: resolver, namespace: shop, labels: {app: resolver}}
            spec:
              containers:
              - name: c
                ports: [{name: dns, containerPort: 53, protocol: UDP}, {name: dns, containerPort: 53}, {name: metrics, containerPort: 9153}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: resolver, namespace: shop}
            spec:
              selector: {app: resolver}
              ports: [{name: lookup, port: 53, targetPort: dns, protocol: UDP}, {name: lookup-tcp, port: 53, targetPort: dns}]
            """;

        var run = await CliRun.WithInputAsync($"{Both}\n---\n{resolver}", "can", "web", to, "-n", "shop", "-f", "-", "-o", "json");

        Assert.Equal(judged, string.Join(' ', JsonNode.Parse(run.Out)!["flows"]!.AsArray().Select(flow => $"{flow!["port"]}/{flow["protocol"]}")));
    }

    [Theory]
    [InlineData("api:admin", "has no port named 'admin'")]
    [InlineData("api:http/udp", "has no UDP port named 'http'")]
    [InlineData("svc/api:admin", "has no port admin")]
    [InlineData("svc/api:80/udp", "has no port 80/UDP")]
    public async Task A_port_that_is_not_there_is_named(string to, string complaint)
    {
        var run = await CliRun.WithInputAsync(Both, "can", "web", to, "-n", "shop", "-f", "-");

        Assert.Equal(ExitCodes.Failure, run.ExitCode);
        Assert.Contains(complaint, run.Error);
    }

    [Fact]
    public async Task A_denial_names_who_isolates()
    {
        var run = await CliRun.WithInputAsync(Both, "can", "api", "web:3000", "-f", "-", "-o", "json");

        var flow = JsonNode.Parse(run.Out)!["flows"]![0]!;
        Assert.Equal("""["shop/allow-api","shop/deny-all"]""", flow["egress"]!["isolatedBy"]!.ToJsonString());
        Assert.Equal("denied", flow["egress"]!["outcome"]!.ToString());
        Assert.Equal("TCP", flow["protocol"]!.ToString());
        Assert.False((bool)flow["allowed"]!);
    }

    [Fact]
    public async Task Without_policies_everything_is_allowed_and_a_note_says_so()
    {
        var run = await CliRun.WithInputAsync(Shop.Manifests, "can", "api", "web:3000", "-f", "-");

        Assert.StartsWith("allowed", run.Out);
        Assert.Contains("no NetworkPolicy to judge by", run.Error);
    }

    [Fact]
    public async Task The_policies_of_the_controller_can_be_judged_by()
    {
        var allowed = await CliRun.WithInputAsync(Shop.Manifests, "can", "web", "svc/api:80", "-n", "shop", "-f", "-", "--policies", "synth", "--exit-code");
        var denied = await CliRun.WithInputAsync(Shop.Manifests, "can", "web", "api:9", "-f", "-", "--policies", "synth", "--exit-code");

        Assert.Equal((ExitCodes.Success, ExitCodes.Failure), (allowed.ExitCode, denied.ExitCode));
        Assert.StartsWith("allowed shop/Deployment/web -> shop/Deployment/api:8080/TCP", allowed.Out);
    }

    [Fact]
    public async Task Without_a_port_the_declared_ones_are_judged_and_all_open_ones_told()
    {
        var run = await CliRun.WithInputAsync(Both, "can", "web", "api", "-f", "-", "-o", "json");

        var answer = JsonNode.Parse(run.Out)!;
        Assert.Equal(8080, (int)answer["flows"]![0]!["port"]!);
        Assert.Equal("""["8080/TCP"]""", answer["reachable"]![0]!["ports"]!.ToJsonString());
        Assert.True((bool)answer["allowed"]!);
    }

    [Fact]
    public async Task The_matrix_lists_the_pairs_that_can_connect()
    {
        var run = await CliRun.WithInputAsync(Both, "can", "--all", "-f", "-", "-o", "json");

        var matrix = JsonNode.Parse(run.Out)!;
        Assert.Equal(["shop/Deployment/api", "shop/Deployment/web", "external"], matrix["endpoints"]!.AsArray().Select(endpoint => endpoint!["name"]!.ToString()));
        Assert.Equal(
            """[{"from":"shop/Deployment/web","to":"shop/Deployment/api","ports":["8080/TCP"]}]""",
            matrix["connections"]!.ToJsonString());
    }

    [Fact]
    public async Task The_matrix_is_a_plain_table_in_a_pipe()
    {
        var run = await CliRun.WithInputAsync(Both, "can", "--all", "-f", "-");

        Assert.Matches(@"2 shop/Deployment/web\s+8080\s+\.\s+\.", run.Out);
        Assert.DoesNotContain("\u001b", run.Out);
    }

    [Theory]
    [InlineData("nobody", "api:80", "there is no workload or pod 'nobody'")]
    [InlineData("web:80", "api:80", "the port belongs to the end that answers")]
    [InlineData("web", "api:70000", "is no endpoint")]
    [InlineData("web", "api:80/icmp", "is no endpoint")]
    [InlineData("web", "api:metrics", "has no port named 'metrics'")]
    [InlineData("web", "shop/svc/api:99", "the Service shop/api has no port 99/TCP")]
    public async Task A_question_that_makes_no_sense_is_answered_with_the_reason(string from, string to, string message)
    {
        var run = await CliRun.WithInputAsync(Both, "can", from, to, "-f", "-");

        Assert.Equal((ExitCodes.Failure, ""), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error);
    }

    [Fact]
    public async Task A_name_that_means_several_is_refused_with_their_names()
    {
        var run = await CliRun.WithInputAsync(Both + "\n---\n" + Shop.Manifests.Replace("namespace: shop", "namespace: b", StringComparison.Ordinal), "can", "web", "shop/api:80", "-f", "-");

        Assert.Contains("'web' may mean b/Deployment/web or shop/Deployment/web", run.Error.Replace("shop/Deployment/web or b/Deployment/web", "b/Deployment/web or shop/Deployment/web"));
    }

    [Fact]
    public async Task A_running_pod_is_found_by_its_address()
    {
        const string Pod = """
            apiVersion: v1
            kind: Pod
            metadata: {name: probe, namespace: shop, labels: {app: web}}
            spec: {containers: [{name: c}]}
            status: {podIP: 10.9.9.9}
            """;

        var run = await CliRun.WithInputAsync(Both + "\n---\n" + Pod, "can", "10.9.9.9", "shop/deploy/api:8080", "-f", "-");

        Assert.StartsWith("allowed shop/Pod/probe -> ", run.Out);
    }
}
