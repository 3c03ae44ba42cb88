using System.Text.Json.Nodes;

namespace NetpolOrleans.ApiContract.Tests;

public sealed class RbacCases(ContractCluster cluster)
{
    private const string Group = "/apis/rbac.authorization.k8s.io/v1";
    private readonly Api api = cluster.Api;

    [Theory]
    [InlineData("GET", "/api/v1/namespaces/{0}/pods", "pods is forbidden: User \"bob\" cannot list resource \"pods\" in API group \"\" in the namespace \"{0}\"")]
    [InlineData("GET", "/api/v1/namespaces/{0}/pods?watch=1", "pods is forbidden: User \"bob\" cannot watch resource \"pods\" in API group \"\" in the namespace \"{0}\"")]
    [InlineData("GET", "/api/v1/namespaces/{0}/pods/one", "pods \"one\" is forbidden: User \"bob\" cannot get resource \"pods\" in API group \"\" in the namespace \"{0}\"")]
    [InlineData("GET", "/api/v1/namespaces/{0}/pods/one/log", "pods \"one\" is forbidden: User \"bob\" cannot get resource \"pods/log\" in API group \"\" in the namespace \"{0}\"")]
    [InlineData("GET", "/api/v1/nodes", "nodes is forbidden: User \"bob\" cannot list resource \"nodes\" in API group \"\" at the cluster scope")]
    [InlineData("GET", "/api/v1/namespaces/{0}", "namespaces \"{0}\" is forbidden: User \"bob\" cannot get resource \"namespaces\" in API group \"\" in the namespace \"{0}\"")]
    [InlineData("DELETE", "/apis/apps/v1/namespaces/{0}/deployments/one", "deployments.apps \"one\" is forbidden: User \"bob\" cannot delete resource \"deployments\" in API group \"apps\" in the namespace \"{0}\"")]
    [InlineData("DELETE", "/apis/apps/v1/namespaces/{0}/deployments", "deployments.apps is forbidden: User \"bob\" cannot deletecollection resource \"deployments\" in API group \"apps\" in the namespace \"{0}\"")]
    [InlineData("GET", "/apis/none.test/v1/things", "things.none.test is forbidden: User \"bob\" cannot list resource \"things\" in API group \"none.test\" at the cluster scope")]
    [InlineData("GET", "/metrics", "forbidden: User \"bob\" cannot get path \"/metrics\"")]
    public async Task Who_holds_no_role_is_told_what_is_missing(string method, string path, string message)
    {
        await using var space = await TestNamespace.CreateAsync(api);
        using var bob = cluster.As("bob");

        var answer = await bob.SendAsync(new HttpMethod(method), string.Format(null, path, space.Name), null);

        Assert.Equal((403, "Forbidden"), (answer.Code, answer.Reason));
        Assert.Equal(string.Format(null, message, space.Name), answer.Message);
    }

    [Fact]
    public async Task Nobody_in_particular_may_read_the_version_and_nothing_else()
    {
        using var nobody = cluster.Anonymous();

        var version = await nobody.GetAsync("/version");
        var groups = await nobody.GetAsync("/apis");

        Assert.Equal((200, 403), (version.Code, groups.Code));
        Assert.Equal("forbidden: User \"system:anonymous\" cannot get path \"/apis\"", groups.Message);
    }

    [Fact]
    public async Task Everybody_who_is_known_may_read_what_is_served()
    {
        using var bob = cluster.As("bob");

        Assert.Equal((200, 200, 200), ((await bob.GetAsync("/apis")).Code, (await bob.GetAsync("/api/v1")).Code, (await bob.GetAsync("/openapi/v3")).Code));
    }

    [Fact]
    public async Task A_token_that_was_never_issued_is_Unauthorized()
    {
        using var stranger = cluster.With("no-such-token");

        var answer = await stranger.GetAsync("/api/v1/namespaces");

        Assert.Equal((401, "Unauthorized", "Unauthorized"), (answer.Code, answer.Reason, answer.Message));
    }

    [Fact]
    public async Task A_role_binding_allows_what_its_role_says_in_its_namespace()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await RoleAsync(space, "reader", """ "apiGroups":[""],"resources":["configmaps"],"verbs":["get","list"] """);
        await BindAsync(space, "Role", "reader", """ "kind":"User","name":"bob" """);
        using var bob = cluster.As("bob");

        Assert.Equal(200, (await bob.GetAsync(space.ConfigMaps)).Code);
        Assert.Equal(403, (await bob.PostAsync(space.ConfigMaps, """{"metadata":{"name":"one"}}""")).Code);
        Assert.Equal(403, (await bob.GetAsync("/api/v1/namespaces/default/configmaps")).Code);
    }

    [Fact]
    public async Task A_rule_can_name_objects_and_subresources()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await space.DeploymentAsync("one");
        await space.DeploymentAsync("two");
        await RoleAsync(space, "scaler", """ "apiGroups":["apps"],"resources":["deployments/scale"],"resourceNames":["one"],"verbs":["get"] """);
        await BindAsync(space, "Role", "scaler", """ "kind":"User","name":"bob" """);
        using var bob = cluster.As("bob");

        Assert.Equal(200, (await bob.GetAsync(space.Deployments + "/one/scale")).Code);
        Assert.Equal(403, (await bob.GetAsync(space.Deployments + "/two/scale")).Code);
        Assert.Equal(403, (await bob.GetAsync(space.Deployments + "/one")).Code);
    }

    [Fact]
    public async Task The_view_role_reads_all_but_secrets()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await BindAsync(space, "ClusterRole", "view", """ "kind":"User","name":"bob" """);
        using var bob = cluster.As("bob");

        Assert.Equal(200, (await bob.GetAsync(space.NetworkPolicies)).Code);
        Assert.Equal(403, (await bob.GetAsync($"/api/v1/namespaces/{space.Name}/secrets")).Code);
        Assert.Equal(403, (await bob.PostAsync(space.NetworkPolicies, Sample.Policy("one", ""))).Code);
    }

    [Fact]
    public async Task A_binding_to_an_absent_role_is_named_as_the_reason()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await BindAsync(space, "Role", "none", """ "kind":"User","name":"bob" """);
        using var bob = cluster.As("bob");

        var answer = await bob.GetAsync(space.ConfigMaps);

        Assert.EndsWith(": RBAC: role.rbac.authorization.k8s.io \"none\" not found", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ServiceAccounts_token_acts_as_the_ServiceAccount()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await api.PostAsync($"/api/v1/namespaces/{space.Name}/serviceaccounts", """{"metadata":{"name":"robot"}}""");
        await BindAsync(space, "ClusterRole", "view", $$$""" "kind":"ServiceAccount","name":"robot","namespace":"{{{space.Name}}}" """);

        var issued = await api.PostAsync($"/api/v1/namespaces/{space.Name}/serviceaccounts/robot/token", """{"spec":{"expirationSeconds":600}}""");
        using var robot = cluster.With(issued.TextAt("status.token")!);
        var review = await robot.PostAsync("/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}");

        Assert.Equal((201, "TokenRequest", "600"), (issued.Code, issued.TextAt("kind"), issued.TextAt("spec.expirationSeconds")));
        Assert.Equal($"system:serviceaccount:{space.Name}:robot", review.TextAt("status.userInfo.username"));
        Assert.Equal(["system:serviceaccounts", $"system:serviceaccounts:{space.Name}", "system:authenticated"], review.At("status.userInfo.groups")!.AsArray().Select(group => (string)group!));
        Assert.Equal((200, 403), ((await robot.GetAsync(space.Pods)).Code, (await robot.GetAsync("/api/v1/nodes")).Code));
    }

    [Theory]
    [InlineData("robot", 404, "serviceaccounts \"robot\" not found")]
    [InlineData("default", 422, "TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: Invalid value: 5: may not specify a duration less than 10 minutes")]
    public async Task A_token_needs_an_account_and_ten_minutes(string account, int code, string message)
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await api.UntilAsync($"/api/v1/namespaces/{space.Name}/serviceaccounts/default", answer => answer.Code == 200);

        var answer = await api.PostAsync($"/api/v1/namespaces/{space.Name}/serviceaccounts/{account}/token", """{"spec":{"expirationSeconds":5}}""");

        Assert.Equal((code, message), (answer.Code, answer.Message));
    }

    [Theory]
    [InlineData("get", "configmaps", "true")]
    [InlineData("create", "configmaps", "false")]
    public async Task An_access_review_answers_for_somebody(string verb, string resource, string allowed)
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await BindAsync(space, "ClusterRole", "view", """ "kind":"Group","name":"watchers" """);

        var answer = await api.PostAsync("/apis/authorization.k8s.io/v1/subjectaccessreviews",
            $$$"""{"spec":{"user":"bob","groups":["watchers"],"resourceAttributes":{"namespace":"{{{space.Name}}}","verb":"{{{verb}}}","resource":"{{{resource}}}"} } }""");

        Assert.Equal((201, allowed), (answer.Code, answer.TextAt("status.allowed")));
    }

    [Fact]
    public async Task An_access_review_says_which_binding_allows()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await BindAsync(space, "ClusterRole", "view", """ "kind":"User","name":"bob" """);
        using var bob = cluster.As("bob");

        var answer = await bob.PostAsync("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            $$$"""{"spec":{"resourceAttributes":{"namespace":"{{{space.Name}}}","verb":"list","resource":"pods"} } }""");

        Assert.Equal($"RBAC: allowed by RoleBinding \"view/{space.Name}\" of ClusterRole \"view\" to User \"bob\"", answer.TextAt("status.reason"));
    }

    [Fact]
    public async Task A_rules_review_lists_what_one_may_do()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await RoleAsync(space, "reader", """ "apiGroups":[""],"resources":["configmaps"],"verbs":["get"] """);
        await BindAsync(space, "Role", "reader", """ "kind":"User","name":"bob" """);
        using var bob = cluster.As("bob");

        var answer = await bob.PostAsync("/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", $$$"""{"spec":{"namespace":"{{{space.Name}}}"}}""");

        Assert.Contains("""{"verbs":["get"],"apiGroups":[""],"resources":["configmaps"]}""", answer.At("status.resourceRules")!.AsArray().Select(rule => rule!.ToJsonString()));
    }

    [Fact]
    public async Task Nobody_grants_what_they_do_not_hold()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await BindAsync(space, "ClusterRole", "admin", """ "kind":"User","name":"bob" """);
        using var bob = cluster.As("bob");

        var held = await bob.PostAsync($"{Group}/namespaces/{space.Name}/roles", Role("one", """ "apiGroups":[""],"resources":["pods"],"verbs":["get"] """));
        var missing = await bob.PostAsync($"{Group}/namespaces/{space.Name}/roles", Role("two", """ "apiGroups":[""],"resources":["nodes"],"verbs":["get"] """));

        Assert.Equal((201, 403), (held.Code, missing.Code));
        Assert.Equal("roles.rbac.authorization.k8s.io \"two\" is forbidden: user \"bob\" (groups=[\"system:authenticated\"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[\"\"], Resources:[\"nodes\"], Verbs:[\"get\"]}", missing.Message);
    }

    [Fact]
    public async Task Nobody_acts_as_somebody_else_without_leave()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        await api.PostAsync($"/api/v1/namespaces/{space.Name}/serviceaccounts", """{"metadata":{"name":"robot"}}""");
        var issued = await api.PostAsync($"/api/v1/namespaces/{space.Name}/serviceaccounts/robot/token", "{}");
        using var robot = cluster.With(issued.TextAt("status.token")!, "bob");

        var answer = await robot.GetAsync("/api/v1/nodes");

        Assert.Equal($"nodes is forbidden: User \"system:serviceaccount:{space.Name}:robot\" cannot impersonate-on:user-info:list resource \"nodes\" in API group \"\" at the cluster scope", answer.Message);
    }

    [Fact]
    public async Task An_aggregated_role_has_the_rules_of_those_it_selects()
    {
        var label = $"contract-{Guid.NewGuid():N}";
        await api.PostAsync($"{Group}/clusterroles", $$$"""{"metadata":{"name":"{{{label}}}-all"},"aggregationRule":{"clusterRoleSelectors":[{"matchLabels":{"{{{label}}}":"yes"}}]},"rules":[]}""");
        await api.PostAsync($"{Group}/clusterroles", $$$"""{"metadata":{"name":"{{{label}}}-part","labels":{"{{{label}}}":"yes"}},"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}]}""");

        var filled = await api.UntilAsync($"{Group}/clusterroles/{label}-all", answer => answer.At("rules") is JsonArray { Count: 1 });
        foreach (var name in (string[])["all", "part"]) await api.DeleteAsync($"{Group}/clusterroles/{label}-{name}");

        Assert.Equal("""{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}""", filled.At("rules.0")!.ToJsonString());
    }

    [Fact]
    public async Task Kubectl_asks_what_it_may_do()
    {
        await using var space = await TestNamespace.CreateAsync(api);
        var kubectl = Kubectl.FindOrSkip(cluster.KubeconfigPath, space.Name);

        Assert.Equal("yes\n", await kubectl.RunAsync("", "auth", "can-i", "delete", "pods"));
        Assert.Contains("selfsubjectaccessreviews.authorization.k8s.io", await kubectl.RunAsync("", "auth", "can-i", "--list", "--as=bob"), StringComparison.Ordinal);
        Assert.Contains("bob", await kubectl.RunAsync("", "auth", "whoami", "--as=bob"), StringComparison.Ordinal);
    }

    private Task<Answer> RoleAsync(TestNamespace space, string name, string rule) => api.PostAsync($"{Group}/namespaces/{space.Name}/roles", Role(name, rule));

    private async Task BindAsync(TestNamespace space, string kind, string role, string subject)
    {
        await PostBindingAsync(space, role, kind, role, subject);

        // An API server learns of its own bindings by a watch, in order: when it knows of a later one, it knows of this.
        await PostBindingAsync(space, "later", "ClusterRole", "view", """ "kind":"User","name":"somebody-else" """);
        var question = $$$"""{"spec":{"user":"somebody-else","resourceAttributes":{"namespace":"{{{space.Name}}}","verb":"get","resource":"pods"} } }""";
        await Api.UntilAsync(() => api.PostAsync("/apis/authorization.k8s.io/v1/subjectaccessreviews", question), answer => answer.TextAt("status.allowed") == "true");
    }

    private Task<Answer> PostBindingAsync(TestNamespace space, string name, string kind, string role, string subject) => api.PostAsync($"{Group}/namespaces/{space.Name}/rolebindings",
        $$$"""{"metadata":{"name":"{{{name}}}"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"{{{kind}}}","name":"{{{role}}}"},"subjects":[{ {{{subject}}} }]}""");

    private static string Role(string name, string rule) => $$$"""{"metadata":{"name":"{{{name}}}"},"rules":[{ {{{rule}}} }]}""";
}
