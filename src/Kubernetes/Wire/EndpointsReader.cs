using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads <c>v1 Endpoints</c> as the slices that a cluster mirrors them to: older manifests give a Service without a selector its addresses so.</summary>
internal static class EndpointsReader
{
    public static MirroredEndpoints Read(ref WireReader json, ref ObjectMeta meta)
    {
        var subsets = new List<(ValueList<string> Addresses, ValueList<EndpointPort> Ports)>();
        while (json.NextField())
        {
            if (json.Is("subsets"u8)) ReadSubsets(ref json, subsets);
            else meta.ReadField(ref json);
        }

        var (ns, name) = meta.ObjectName;
        return new([.. subsets.Select((subset, index) => new EndpointSlice(new(ns, $"{name}-endpoints-{index}"), name, subset.Addresses, subset.Ports))]);
    }

    private static void ReadSubsets(ref WireReader json, List<(ValueList<string>, ValueList<EndpointPort>)> subsets)
    {
        if (!json.Array()) return;
        while (json.NextItem())
        {
            ValueList<string> ready = [], others = [];
            ValueList<EndpointPort> ports = [];
            if (!json.Object()) continue;
            while (json.NextField())
            {
                if (json.Is("addresses"u8)) ready = json.List(IpReader.Read);
                else if (json.Is("notReadyAddresses"u8)) others = json.List(IpReader.Read);
                else if (json.Is("ports"u8)) ports = json.List(EndpointSliceReader.ReadPort);
                else json.Skip();
            }

            subsets.Add(([.. ready.Concat(others).Distinct().Order(StringComparer.Ordinal)], ports));
        }
    }
}
