using k8s;
using k8s.Models;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>The role in the README is all that a silo needs, where the server has RBAC.</summary>
[Collection(SiloCollection.Name)]
public sealed class DocumentedRightsTests
{
    private const string Account = "silo";

    public static TheoryData<string> Servers => Tests.Servers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task They_suffice_to_join_to_beat_to_reap_and_to_restore_the_table(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        await GrantAsync(space);
        var account = await Tests.Servers.ConfigurationOfAsync(server, space, Account);
        var uid = await space.CreatePodAsync("silo-0", "127.0.0.1");

        await using var silo = await InProcessSilo.StartAsync(server, space, "silo-0", options => (options.PodName, options.PodUid) = ("silo-0", uid), account);
        await InProcessSilo.UntilAsync(() => silo.Fence.MayWrite);
        var before = await space.TableAsync();
        await space.DeleteTableAsync();

        await InProcessSilo.UntilAsync(() => TryUid(space) is { } now && now != before.Metadata.Uid);
        var leases = await space.Client.CoordinationV1.ListNamespacedLeaseAsync(space.Name, cancellationToken: TestNamespace.Token);
        Assert.Contains(leases.Items, lease => lease.Metadata.Name == "orleans-test-turn");
    }

    private static async Task GrantAsync(TestNamespace space)
    {
        await space.Client.CoreV1.CreateNamespacedServiceAccountAsync(
            new V1ServiceAccount { Metadata = new V1ObjectMeta { Name = Account } }, space.Name, cancellationToken: TestNamespace.Token);
        var role = KubernetesYaml.Deserialize<V1Role>(RoleInReadme().Replace("NAMESPACE", space.Name).Replace("CLUSTER", TestNamespace.ClusterId));
        await space.Client.RbacAuthorizationV1.CreateNamespacedRoleAsync(role, space.Name, cancellationToken: TestNamespace.Token);
        await space.Client.RbacAuthorizationV1.CreateNamespacedRoleBindingAsync(
            new V1RoleBinding
            {
                Metadata = new V1ObjectMeta { Name = Account },
                RoleRef = new V1RoleRef { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = role.Metadata.Name },
                Subjects = [new Rbacv1Subject { Kind = "ServiceAccount", Name = Account, NamespaceProperty = space.Name }],
            },
            space.Name, cancellationToken: TestNamespace.Token);
    }

    private static string RoleInReadme()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"));
        var start = readme.IndexOf("apiVersion: rbac.authorization.k8s.io/v1", StringComparison.Ordinal);
        return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private static string? TryUid(TestNamespace space) =>
        space.Client.CoreV1.ListNamespacedConfigMap(space.Name).Items.SingleOrDefault(item => item.Metadata.Name == TestNamespace.Table)?.Metadata.Uid;
}
