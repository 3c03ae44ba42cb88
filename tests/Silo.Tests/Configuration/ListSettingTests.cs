using System.Collections;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;
using NetpolOrleans.Silo.Configuration;

namespace NetpolOrleans.Silo.Tests.Configuration;

public sealed class ListSettingTests
{
    [Theory]
    [InlineData("NETPOL_NAMESPACES", "shop,Data", "--namespaces cannot have \"Data\"")]
    [InlineData("NETPOL_EXCLUDED_NAMESPACES", "kube_system", "--excluded-namespaces cannot have \"kube_system\"")]
    [InlineData("NETPOL_INGRESS_NAMESPACES", "*", "--ingress-namespaces cannot have \"*\"")]
    [InlineData("NETPOL_NODE_CIDRS", "10.0.0.0/99", "--node-cidrs cannot have \"10.0.0.0/99\"")]
    [InlineData("NETPOL_NODE_CIDRS", "10.0.0.1", "--node-cidrs cannot have \"10.0.0.1\"")]
    [InlineData("NETPOL_API_SERVERS", "10.96.0.1", "--api-servers cannot have \"10.96.0.1\"")]
    [InlineData("NETPOL_API_SERVERS", "kubernetes:443", "--api-servers cannot have")]
    [InlineData("NETPOL_CLUSTER_DOMAIN", "cluster local", "ClusterDomain must be a DNS name")]
    [InlineData("NETPOL_DNS", "kube-system/k8s-app=kube-dns", "--dns cannot have")]
    [InlineData("NETPOL_DNS", "kube-system/k8s-app=kube-dns:99999", "--dns cannot have")]
    public void An_entry_that_cannot_be_read_is_named_with_its_option(string variable, string value, string expected)
    {
        var refusal = Assert.Throws<ValidationException>(() => Read((variable, value)));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hashed_shards_and_some_namespaces_exclude_each_other()
    {
        var refusal = Assert.Throws<ValidationException>(() => Read(("NETPOL_NAMESPACES", "shop"), ("NETPOL_SHARDS", "8")));

        Assert.Contains("--shards", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_is_written_as_the_API_wants_it()
    {
        Assert.Equal(["10.0.0.0/8", "fd00::/8"], PolicyOptionsFactory.From(Read(("NETPOL_NODE_CIDRS", "10.0.0.1/8, FD00::1/8"))).NodeCidrs);
    }

    [Fact]
    public void The_platform_is_as_the_options_say()
    {
        var options = PolicyOptionsFactory.From(Read(
            ("NETPOL_NAMESPACES", "shop, data"), ("NETPOL_DNS", "openshift-dns/dns.operator.openshift.io/daemonset-dns=default:5353,10.96.0.10:53"), ("NETPOL_API_SERVERS", "[fd00::1]:6443")));

        Assert.Equal(["data", "shop"], options.Namespaces);
        ValueList<PolicyPort> pods = [new(Protocol.UDP, 5353), new(Protocol.TCP, 5353)], service = [new(Protocol.UDP, 53), new(Protocol.TCP, 53)];
        Assert.Equal(
            [
                new Allowance(PolicyPeer.Pods("openshift-dns", LabelSelector.Of(("dns.operator.openshift.io/daemonset-dns", "default"))), pods),
                new(PolicyPeer.Block("10.96.0.10/32"), service),
            ],
            options.Dns);
        Assert.Equal([new Allowance(PolicyPeer.Block("fd00::1/128"), [new(Protocol.TCP, 6443)])], options.ApiServer);
    }

    private static SiloOptions Read(params (string Name, string Value)[] variables)
    {
        var environment = new Hashtable();
        foreach (var (name, value) in variables) environment[name] = value;
        return SiloSettings.Read(new ConfigurationBuilder().Build(), environment, new Dictionary<string, string>());
    }
}
