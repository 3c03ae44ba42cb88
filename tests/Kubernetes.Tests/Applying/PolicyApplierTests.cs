using NetpolOrleans.Kubernetes.Applying;
using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Values;
using static NetpolOrleans.Kubernetes.Tests.Support.Wire;

namespace NetpolOrleans.Kubernetes.Tests.Applying;

/// <summary>The table of docs/api-access.md: what happens in each race.</summary>
public sealed class PolicyApplierTests : IDisposable
{
    private const string Collection = "/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies";
    private const string Ours = """
        "labels":{"app.kubernetes.io/managed-by":"netpol-orleans"},"annotations":{"netpol-orleans.io/workload":"Deployment/web","netpol-orleans.io/instance":"one"}
        """;

    private static readonly DesiredPolicy Desired = new(
        new("shop", "deployment-web"), Labels.Of(("app.kubernetes.io/managed-by", "netpol-orleans")), Labels.Of((Annotations.Instance, "one")), null,
        new(LabelSelector.Of(("app", "web")), PolicyTypes.Both, [], []));

    private readonly TestClock clock = new();
    private readonly ScriptedServer server = new();
    private readonly Kubernetes.Connection.KubernetesConnection connection;
    private readonly PolicyApplier applier;
    private bool mayWrite = true;

    public PolicyApplierTests()
    {
        connection = server.Connect(clock);
        applier = new(connection, () => mayWrite, new() { Concurrency = 2 });
    }

    private static PolicyObject Observed => Projectors.NetworkPolicy.Read(Policy("deployment-web", "7", metadata: Ours));

    [Fact]
    public async Task A_create_posts_and_returns_what_was_created()
    {
        var applying = Apply(new(Desired, null));

        var post = await server.ExpectAsync($"POST {Collection}");
        post.Reply(201, Policy("deployment-web", "9", metadata: Ours));

        var result = await applying.Within();
        Assert.Equal((ApplyOutcome.Created, "9"), (result.Outcome, result.Policy!.ResourceVersion));
        Assert.DoesNotContain("resourceVersion", post.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Ours, ApplyOutcome.Conflict)]
    [InlineData("\"labels\":{\"team\":\"a\"}", ApplyOutcome.Foreign)]
    [InlineData("\"annotations\":{\"netpol-orleans.io/workload\":\"Deployment/web\"}", ApplyOutcome.Conflict)]
    [InlineData("\"annotations\":{\"netpol-orleans.io/workload\":\"Deployment/web\",\"netpol-orleans.io/instance\":\"two\"}", ApplyOutcome.Foreign)]
    public async Task A_create_that_meets_a_policy_of_the_name_looks_whose_it_is(string metadata, ApplyOutcome expected)
    {
        var applying = Apply(new(Desired, null));

        (await server.ExpectAsync($"POST {Collection}")).Refuse(409, "AlreadyExists");
        (await server.ExpectAsync($"GET {Collection}/deployment-web")).Reply(200, Policy("deployment-web", "8", metadata: metadata));

        var result = await applying.Within();
        Assert.Equal((expected, "8"), (result.Outcome, result.Policy!.ResourceVersion));
        Assert.True(server.IsQuiet);
    }

    [Fact]
    public async Task A_create_that_met_a_policy_which_is_gone_by_now_says_so()
    {
        var applying = Apply(new(Desired, null));

        (await server.ExpectAsync($"POST {Collection}")).Refuse(409, "AlreadyExists");
        (await server.ExpectAsync($"GET {Collection}/deployment-web")).Refuse(404, "NotFound");

        Assert.Equal(ApplyOutcome.Gone, (await applying.Within()).Outcome);
    }

    [Fact]
    public async Task An_update_is_fenced_by_uid_and_version()
    {
        var applying = Apply(new(Desired, Observed));

        var put = await server.ExpectAsync($"PUT {Collection}/deployment-web");
        put.Reply(200, Policy("deployment-web", "8", metadata: Ours));

        Assert.Equal(ApplyOutcome.Updated, (await applying.Within()).Outcome);
        Assert.Contains("\"uid\":\"uid-1\",\"resourceVersion\":\"7\"", put.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_that_changes_nothing_is_told_by_the_version()
    {
        var applying = Apply(new(Desired, Observed));

        (await server.NextAsync()).Reply(200, Policy("deployment-web", "7", metadata: Ours));

        Assert.Equal(ApplyOutcome.Unchanged, (await applying.Within()).Outcome);
    }

    [Fact]
    public async Task An_update_reads_first_where_the_record_lacks_kubectls_annotation()
    {
        var applying = Apply(new(Desired, Observed with { HasLastApplied = true }));

        (await server.ExpectAsync($"GET {Collection}/deployment-web")).Reply(
            200, Policy("deployment-web", "7", metadata: "\"annotations\":{\"kubectl.kubernetes.io/last-applied-configuration\":\"{kept}\"}"));
        var put = await server.ExpectAsync($"PUT {Collection}/deployment-web");
        put.Reply(200, Policy("deployment-web", "8"));

        await applying.Within();
        Assert.Contains("\"kubectl.kubernetes.io/last-applied-configuration\":\"{kept}\"", put.Body, StringComparison.Ordinal);
        Assert.Contains("\"resourceVersion\":\"7\"", put.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_returns_what_is_there_now()
    {
        var applying = Apply(new(Desired, Observed));

        (await server.NextAsync()).Refuse(409, "Conflict");
        (await server.ExpectAsync($"GET {Collection}/deployment-web")).Reply(200, Policy("deployment-web", "12", "uid-2", Ours));

        var result = await applying.Within();
        Assert.Equal((ApplyOutcome.Conflict, "uid-2", "12"), (result.Outcome, result.Policy!.Uid, result.Policy.ResourceVersion));
    }

    [Theory]
    [InlineData(false, "uid-1", Ours, ApplyOutcome.Conflict)]
    [InlineData(false, "uid-2", Ours, ApplyOutcome.Conflict)]
    [InlineData(false, "uid-2", "\"labels\":{\"team\":\"a\"}", ApplyOutcome.Foreign)]
    [InlineData(true, "uid-1", Ours, ApplyOutcome.Conflict)]
    [InlineData(true, "uid-2", Ours, ApplyOutcome.Conflict)]
    [InlineData(true, "uid-2", "\"labels\":{\"team\":\"a\"}", ApplyOutcome.Foreign)]
    public async Task What_was_changed_or_replaced_since_the_plan_is_looked_at_and_left_alone(bool delete, string uid, string metadata, ApplyOutcome expected)
    {
        var applying = Apply(delete ? new(null, Observed) : new(Desired, Observed));

        (await server.NextAsync()).Refuse(409, "Conflict");
        (await server.ExpectAsync($"GET {Collection}/deployment-web")).Reply(200, Policy("deployment-web", "12", uid, metadata));

        var result = await applying.Within();
        Assert.Equal((expected, uid), (result.Outcome, result.Policy!.Uid));
        Assert.True(server.IsQuiet);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_changed_and_then_deleted_is_gone(bool delete)
    {
        var applying = Apply(delete ? new(null, Observed) : new(Desired, Observed));

        (await server.NextAsync()).Refuse(409, "Conflict");
        (await server.NextAsync()).Refuse(404, "NotFound");

        Assert.Equal(ApplyOutcome.Gone, (await applying.Within()).Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_write_without_an_answer_may_have_happened(bool delete)
    {
        var applying = Apply(delete ? new(null, Observed) : new(Desired, Observed));

        (await server.NextAsync()).Break();

        Assert.Equal(ApplyOutcome.Unknown, (await applying.Within()).Outcome);
    }

    [Fact]
    public async Task A_delete_carries_its_preconditions()
    {
        var applying = Apply(new(null, Observed));

        var delete = await server.ExpectAsync($"DELETE {Collection}/deployment-web");
        delete.Reply(200, """{"kind":"Status","status":"Success"}""");

        Assert.Equal(ApplyOutcome.Deleted, (await applying.Within()).Outcome);
        Assert.Equal(
            """{"apiVersion":"v1","kind":"DeleteOptions","preconditions":{"uid":"uid-1","resourceVersion":"7"}}""", delete.Body);
    }

    [Theory]
    [InlineData(400, "BadRequest", "", ApplyOutcome.Invalid)]
    [InlineData(401, "Unauthorized", "", ApplyOutcome.Unauthorized)]
    [InlineData(403, "Forbidden", "", ApplyOutcome.Forbidden)]
    [InlineData(403, "Forbidden", "NamespaceTerminating", ApplyOutcome.NamespaceTerminating)]
    [InlineData(404, "NotFound", "", ApplyOutcome.NamespaceGone)]
    [InlineData(409, "Conflict", "NamespaceTerminating", ApplyOutcome.NamespaceTerminating)]
    [InlineData(413, "RequestEntityTooLarge", "", ApplyOutcome.Invalid)]
    [InlineData(422, "Invalid", "", ApplyOutcome.Invalid)]
    [InlineData(500, "InternalError", "", ApplyOutcome.ServerError)]
    [InlineData(503, "ServiceUnavailable", "", ApplyOutcome.ServerError)]
    public async Task Refused_creates(int code, string reason, string cause, ApplyOutcome expected)
    {
        var applying = Apply(new(Desired, null));

        (await server.NextAsync()).Refuse(code, reason, cause);

        var result = await applying.Within();
        Assert.Equal(expected, result.Outcome);
        Assert.NotNull(result.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_gone_is_gone(bool delete)
    {
        var applying = Apply(delete ? new(null, Observed) : new(Desired, Observed));

        (await server.NextAsync()).Refuse(404, "NotFound");

        Assert.Equal(ApplyOutcome.Gone, (await applying.Within()).Outcome);
    }

    [Fact]
    public async Task A_403_names_the_rule()
    {
        var applying = Apply(new(Desired, null));

        (await server.NextAsync()).Refuse(403, "Forbidden");

        Assert.StartsWith(
            "forbidden: grant create on networkpolicies.networking.k8s.io in namespace shop to ", (await applying.Within()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_write_is_told_until_it_succeeds()
    {
        var refused = Apply(new(Desired, null));
        (await server.NextAsync()).Refuse(403, "Forbidden");
        await refused.Within();
        var told = applier.Refused;
        var tried = Apply(new(Desired, null));
        (await server.NextAsync()).Reply(201, Policy("deployment-web", "9", metadata: Ours));
        await tried.Within();

        Assert.StartsWith("policy shop/deployment-web: forbidden: grant create on networkpolicies.networking.k8s.io", Assert.Single(told), StringComparison.Ordinal);
        Assert.Empty(applier.Refused);
    }

    [Fact]
    public async Task No_answer_is_no_result()
    {
        var applying = Apply(new(Desired, null));

        (await server.NextAsync()).Break();

        Assert.Equal(ApplyOutcome.Unknown, (await applying.Within()).Outcome);
    }

    [Fact]
    public async Task The_fence_keeps_writes_from_being_sent()
    {
        mayWrite = false;

        Assert.Equal(ApplyOutcome.Fenced, (await Apply(new(Desired, null)).Within()).Outcome);
        Assert.True(server.IsQuiet);
    }

    public void Dispose()
    {
        applier.Dispose();
        connection.Dispose();
    }

    private Task<ApplyResult> Apply(PolicyChange change) => applier.ApplyAsync(change, TestContext.Current.CancellationToken);
}
