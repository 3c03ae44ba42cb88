using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Tests.Support;

namespace NetpolOrleans.Kubernetes.Tests.Connection;

public sealed class KubeconfigTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kubeconfig-tests-");

    [Theory]
    [InlineData("given", "a:b", true, "given")]
    [InlineData(null, "a:missing:b", true, "a b")]
    [InlineData(null, "", true, "/home/me/.kube/config")]
    public void Files_are_searched_as_kubectl_does(string? path, string variable, bool homeExists, string expected)
    {
        var source = Find(path, variable, homeExists, inCluster: true);

        Assert.Equal(expected, string.Join(' ', source.Files));
    }

    [Fact]
    public void Without_files_the_Pods_own_account_is_used() => Assert.True(Find(null, "", homeExists: false, inCluster: true).IsInCluster);

    [Theory]
    [InlineData("missing", "", "kubeconfig missing: the file does not exist. Check --kubeconfig and KUBECONFIG")]
    [InlineData(null, "missing", "kubeconfig missing: the file does not exist. Check --kubeconfig and KUBECONFIG")]
    [InlineData(null, "", "kubeconfig /home/me/.kube/config: it does not exist, KUBECONFIG is not set, and this is no Pod with a ServiceAccount. Name a kubeconfig with --kubeconfig or KUBECONFIG")]
    public void What_is_missing_is_said_with_its_remedy(string? path, string variable, string message) =>
        Assert.Equal(message, Assert.Throws<KubeconfigException>(() => Find(path, variable, homeExists: false, inCluster: false)).Message);

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("{{{", "no valid YAML at line")]
    [InlineData("clusters: []", "no current-context is set, and no context was named")]
    [InlineData("current-context: x\ncontexts: []\nclusters: []\nusers: []", "CurrentContext: x not found in contexts in kubeconfig")]
    public void A_broken_file_is_named_with_what_is_wrong(string text, string what)
    {
        var file = Write("broken", text);

        var error = Assert.Throws<KubeconfigException>(() => KubernetesConnection.Open(new() { Kubeconfig = file }, TimeProvider.System));

        Assert.Equal(file, error.File);
        Assert.StartsWith(what, error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_is_none_is_said()
    {
        var file = Write("bad-ca", Kubeconfig("https://a.test", "token: t").Replace("server:", "certificate-authority-data: '!!'\n    server:", StringComparison.Ordinal));

        Assert.Contains("no base64", Assert.Throws<KubeconfigException>(() => KubernetesConnection.Open(new() { Kubeconfig = file }, TimeProvider.System)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_context_is_chosen_by_name()
    {
        var file = Write("two", """
            {current-context: a, clusters: [{name: a, cluster: {server: 'https://a.test'}}, {name: b, cluster: {server: 'https://b.test'}}],
             users: [{name: u, user: {token: t}}],
             contexts: [{name: a, context: {cluster: a, user: u}}, {name: b, context: {cluster: b, user: u}}]}
            """);

        using var connection = KubernetesConnection.Open(new() { Kubeconfig = file, Context = "b" }, TimeProvider.System);

        Assert.Equal("https://b.test/", connection.Server.ToString());
    }

    [Fact]
    public void Files_are_merged_and_each_ones_paths_are_its_own()
    {
        var first = Write("first/config", "{current-context: c, contexts: [{name: c, context: {cluster: k, user: u}}]}");
        var second = Write("second/config", """
            {current-context: other, clusters: [{name: k, cluster: {server: 'https://merged.test', certificate-authority: ca.crt}}],
             users: [{name: u, user: {tokenFile: token}}]}
            """);

        var files = new[] { first, second }.Select(KubeconfigFile.Read).ToList();
        var merged = KubeconfigFile.Merge(files);

        Assert.Equal("c", merged.CurrentContext);
        Assert.Equal(Path.Combine(folder.FullName, "second", "ca.crt"), merged.Clusters.Single().ClusterEndpoint.CertificateAuthority);
        Assert.Equal(Path.Combine(folder.FullName, "second", "token"), files[1].TokenFiles["u"]);
    }

    [Fact]
    public async Task A_token_file_is_read_again_every_minute()
    {
        var clock = new TestClock();
        var file = Write("token", "one\n");
        var tokens = new TokenFile(file, clock);

        Assert.Equal("Bearer one", (await tokens.GetAuthenticationHeaderAsync(TestContext.Current.CancellationToken)).ToString());
        Write("token", "two\n");
        Assert.Equal("Bearer one", (await tokens.GetAuthenticationHeaderAsync(TestContext.Current.CancellationToken)).ToString());
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("Bearer two", (await tokens.GetAuthenticationHeaderAsync(TestContext.Current.CancellationToken)).ToString());
    }

    [Fact]
    public void A_kubeconfig_with_a_token_file_alone_is_enough()
    {
        Write("t", "abc");
        var file = Write("config", Kubeconfig("https://a.test", "tokenFile: t"));

        using var connection = KubernetesConnection.Open(new() { Kubeconfig = file }, TimeProvider.System);

        Assert.Equal("the user of context c", connection.User);
    }

    [Fact]
    public void A_ServiceAccount_is_told_from_its_token()
    {
        var claims = Convert.ToBase64String("""{"sub":"system:serviceaccount:netpol:controller"}"""u8.ToArray()).TrimEnd('=');
        var file = Write("sa", Kubeconfig("https://a.test", $"token: h.{claims}.s"));

        using var connection = KubernetesConnection.Open(new() { Kubeconfig = file }, TimeProvider.System);

        Assert.Equal("user system:serviceaccount:netpol:controller", connection.User);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static KubeconfigSource Find(string? path, string variable, bool homeExists, bool inCluster) => KubeconfigSource.Find(
        path,
        name => name switch { "KUBECONFIG" => variable.Replace(':', Path.PathSeparator), _ => "/home/me" },
        file => file is "given" or "a" or "b" || (homeExists && file == "/home/me/.kube/config"),
        inCluster);

    private static string Kubeconfig(string server, string user) =>
        $"current-context: c\nclusters:\n- name: k\n  cluster:\n    server: {server}\nusers:\n- name: u\n  user:\n    {user}\ncontexts:\n- name: c\n  context: {{cluster: k, user: u}}\n";

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
