using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads <c>networking.k8s.io/v1 NetworkPolicy</c>.</summary>
internal static class PolicyReader
{
    private static readonly PolicySpec EmptySpec = new(LabelSelector.Everything, PolicyTypes.Ingress, [], []);

    public static PolicyObject Read(ref WireReader json, ref ObjectMeta meta)
    {
        var spec = EmptySpec;
        while (json.NextField())
        {
            if (json.Is("spec"u8)) spec = ReadSpec(ref json);
            else meta.ReadField(ref json);
        }
        return new()
        {
            Name = meta.ObjectName,
            Uid = meta.Uid,
            ResourceVersion = meta.ResourceVersion,
            Labels = meta.Labels,
            Annotations = meta.Annotations,
            HasLastApplied = meta.HasLastApplied,
            Owners = meta.Owners,
            Finalizers = meta.Finalizers,
            Spec = spec,
            Terminating = meta.Terminating,
        };
    }

    private static PolicySpec ReadSpec(ref WireReader json)
    {
        var selector = LabelSelector.Everything;
        PolicyTypes? types = null;
        ValueList<PolicyRule> ingress = [], egress = [];
        if (!json.Object()) return EmptySpec;
        while (json.NextField())
        {
            if (json.Is("podSelector"u8)) selector = SelectorReader.Read(ref json);
            else if (json.Is("policyTypes"u8)) types = ReadTypes(ref json);
            else if (json.Is("ingress"u8)) ingress = json.List(ReadRule);
            else if (json.Is("egress"u8)) egress = json.List(ReadRule);
            else json.Skip();
        }
        return new(selector, types ?? (egress.IsEmpty ? PolicyTypes.Ingress : PolicyTypes.Both), ingress, egress);
    }

    /// <summary>All policies of ours have one rule in common, to DNS.</summary>
    private static PolicyRule ReadRule(ref WireReader json) => json.Shared(static (ref WireReader rule) => PolicyRuleReader.Read(ref rule))!;

    /// <summary>The API's default where <c>policyTypes</c> is missing, null or empty is null here.</summary>
    private static PolicyTypes? ReadTypes(ref WireReader json)
    {
        var types = PolicyTypes.None;
        foreach (var type in json.Texts(pooled: true))
        {
            types |= type switch
            {
                "Ingress" => PolicyTypes.Ingress,
                "Egress" => PolicyTypes.Egress,
                _ => throw json.Expected("Ingress or Egress"),
            };
        }
        return types == PolicyTypes.None ? null : types;
    }
}
