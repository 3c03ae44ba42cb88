using System.Net;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Silo.Hosting;
using NetpolOrleans.Silo.Hosting.Access;

namespace NetpolOrleans.Silo.Tests.Access;

public sealed class PreflightTests
{
    private static readonly IReadOnlyList<AccessNeed> Needs =
        [.. RequiredAccess.OfController, .. RequiredAccess.OfRoutes, .. RequiredAccess.OfClustering("netpol-orleans", "netpol-orleans")];

    public static TheoryData<string, string> Rules { get; } =
        new(Needs.Where(need => !need.IsOptional).SelectMany(need => need.Verbs.Select(verb => (Identity(need), verb))));

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Without_any_single_rule_it_stops_and_names_rule_and_account(string rule, string verb)
    {
        var need = Needs.Single(each => Identity(each) == rule && each.Verbs.Contains(verb));
        using var api = ScriptedApi.Reviewing(asked => !(asked["verb"]!.ToString() == verb && asked["resource"]!.ToString() == need.Kind.Plural
            && asked["group"]!.ToString() == need.Kind.Group && asked["namespace"]?.ToString() == need.Namespace && asked["name"]?.ToString() == need.Object));
        using var connection = api.Connect();

        var failure = await Assert.ThrowsAsync<MissingAccessException>(() => Preflight.CheckAsync(connection, Needs, TestContext.Current.CancellationToken));

        Assert.Contains("system:serviceaccount:netpol-orleans:netpol-orleans may not", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"Missing: {verb} on {need.Kind}", failure.Message, StringComparison.Ordinal);
        Assert.Contains(need.Scope, failure.Message, StringComparison.Ordinal);
        Assert.Single(failure.Missing);
    }

    [Fact]
    public async Task It_names_everything_that_is_missing_at_once()
    {
        using var api = ScriptedApi.Reviewing(asked => asked["resource"]!.ToString() is not ("deployments" or "networkpolicies"));
        using var connection = api.Connect();

        var failure = await Assert.ThrowsAsync<MissingAccessException>(() => Preflight.CheckAsync(connection, Needs, TestContext.Current.CancellationToken));

        Assert.Equal(["list,watch", "create,delete,get,list,update,watch"], failure.Missing.Select(each => string.Join(',', each.Verbs)));
    }

    [Fact]
    public async Task What_can_be_done_without_is_told_and_nothing_more()
    {
        using var api = ScriptedApi.Reviewing(asked => asked["resource"]!.ToString() != "events");
        using var connection = api.Connect();

        var missing = await Preflight.CheckAsync(connection, Needs, TestContext.Current.CancellationToken);

        Assert.Equal("create on events.events.k8s.io in the whole cluster (for the reports on workloads)", Assert.Single(missing).ToString());
    }

    [Fact]
    public async Task Where_access_is_not_reviewed_lists_tell_and_kinds_may_be_absent()
    {
        using var api = new ScriptedApi((request, _) => request.RequestUri!.AbsolutePath.Contains("deployments", StringComparison.Ordinal)
            ? (HttpStatusCode.Forbidden, """{"kind":"Status","reason":"Forbidden","code":403}""")
            : (HttpStatusCode.NotFound, """{"kind":"Status","reason":"NotFound","code":404}"""));
        using var connection = api.Connect();

        var failure = await Assert.ThrowsAsync<ForbiddenException>(() => Preflight.CheckAsync(connection, Needs, TestContext.Current.CancellationToken));

        Assert.Contains("list,watch on deployments.apps in the whole cluster", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_credentials_are_one_sentence()
    {
        using var api = new ScriptedApi((_, _) => (HttpStatusCode.Unauthorized, "{}"));
        using var connection = api.Connect();

        var failure = await Assert.ThrowsAsync<UnauthorizedException>(() => Preflight.CheckAsync(connection, Needs, TestContext.Current.CancellationToken));

        Assert.Equal(failure.Message, StartupFailure.Explain(failure));
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_one_sentence()
    {
        using var api = new ScriptedApi((_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        using var connection = api.Connect();

        var failure = await Assert.ThrowsAsync<UnreachableException>(() => Preflight.CheckAsync(connection, Needs, TestContext.Current.CancellationToken));

        Assert.Contains("https://api.test", StartupFailure.Explain(failure), StringComparison.Ordinal);
    }

    private static string Identity(AccessNeed need) => $"{need.Kind} {need.Namespace} {need.Object}".TrimEnd();
}
