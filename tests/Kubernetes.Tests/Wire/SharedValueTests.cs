using System.Text;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Tests.Wire;

public sealed class SharedValueTests
{
    [Fact]
    public void Policies_that_repeat_a_peer_share_it()
    {
        var read = Enumerable.Range(0, 4).Select(number => Read($"p{number}", "ingress-nginx")).ToList();

        Assert.Same(PeerOf(read[2]), PeerOf(read[3]));
        Assert.Same(read[2].Labels, read[3].Labels);
    }

    [Fact]
    public void Sharing_changes_nothing_of_what_is_read()
    {
        foreach (var name in new[] { "shared-a", "shared-b", "shared-a", "shared-b", "shared-a" })
        {
            var policy = Read("p", name);

            Assert.Equal(PolicyPeer.Pods(name, new(Policies.Values.Labels.Of(("app", name)), [])), PeerOf(policy));
            Assert.Equal("http", policy.Spec.Ingress[0].Ports[0].Port!.Value.Name);
            Assert.Equal("x", policy.Annotations["after"]);
        }
    }

    private static PolicyPeer PeerOf(PolicyObject policy) => policy.Spec.Ingress[0].Peers[0];

    private static PolicyObject Read(string name, string peer) => Projectors.NetworkPolicy.Project(Encoding.UTF8.GetBytes($$$$"""
        {"kind":"NetworkPolicy","spec":{"podSelector":{"matchLabels":{"app":"{{{{name}}}}"}},"ingress":[{"from":[{"namespaceSelector":{"matchLabels":
        {"kubernetes.io/metadata.name":"{{{{peer}}}}"}},"podSelector":{"matchLabels":{"app":"{{{{peer}}}}"}}}],"ports":[{"port":"http"}]}]},
        "metadata":{"name":"{{{{name}}}}","namespace":"a","labels":{"app.kubernetes.io/managed-by":"netpol-orleans"},"annotations":{"after":"x"}}}
        """)).Value!;
}
