using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads <c>NetworkPolicyIngressRule</c> and <c>NetworkPolicyEgressRule</c>: they differ in the name of the peers.</summary>
internal static class PolicyRuleReader
{
    public static PolicyRule Read(ref WireReader json)
    {
        ValueList<PolicyPeer> peers = [];
        ValueList<PolicyPort> ports = [];
        if (json.Object())
        {
            while (json.NextField())
            {
                if (json.Is("from"u8) || json.Is("to"u8)) peers = json.List(static (ref WireReader item) => item.Shared(ReadPeer));
                else if (json.Is("ports"u8)) ports = json.Shared(static (ref WireReader list) => new Ports(list.List(ReadPort)))!.All;
                else json.Skip();
            }
        }
        return new(peers, ports);
    }

    private static PolicyPeer? ReadPeer(ref WireReader json)
    {
        LabelSelector? namespaces = null, pods = null;
        IpBlock? block = null;
        if (json.Object())
        {
            while (json.NextField())
            {
                if (json.Is("namespaceSelector"u8)) namespaces = json.Object() ? json.Shared(SelectorReader.Read) : null;
                else if (json.Is("podSelector"u8)) pods = json.Object() ? json.Shared(SelectorReader.Read) : null;
                else if (json.Is("ipBlock"u8)) block = ReadBlock(ref json);
                else json.Skip();
            }
        }
        return new(namespaces, pods, block);
    }

    private static IpBlock? ReadBlock(ref WireReader json)
    {
        var cidr = "";
        ValueList<string> except = [];
        if (!json.Object()) return null;
        while (json.NextField())
        {
            if (json.Is("cidr"u8)) cidr = json.Pooled() ?? "";
            else if (json.Is("except"u8)) except = json.Texts(pooled: true);
            else json.Skip();
        }
        return new(cidr, except);
    }

    private static PolicyPort ReadPort(ref WireReader json)
    {
        var protocol = Protocol.TCP;
        PortValue? port = null;
        int? end = null;
        if (json.Object())
        {
            while (json.NextField())
            {
                if (json.Is("protocol"u8)) protocol = json.Protocol();
                else if (json.Is("port"u8)) port = json.PortOrName();
                else if (json.Is("endPort"u8)) end = json.Port();
                else json.Skip();
            }
        }
        return new(protocol, port, end);
    }

    private sealed record Ports(ValueList<PolicyPort> All);
}
