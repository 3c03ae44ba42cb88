using System.Net;
using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;

namespace LocalKubernetes.Admission;

/// <summary>Defaults and validation of networking.k8s.io/v1 NetworkPolicy.</summary>
internal static class NetworkPolicyRules
{
    public static KindRules Rules { get; } = new() { Default = Default, Validate = Validate };

    private static void Default(JsonObject policy)
    {
        var spec = policy.Ensure("spec");
        spec.Default("podSelector", new JsonObject());
        foreach (var rule in spec.Objects("ingress").Concat(spec.Objects("egress")))
            foreach (var port in rule.Objects("ports")) port.Default("protocol", "TCP");
        if (spec.Array("policyTypes") is { Count: > 0 }) return;
        spec["policyTypes"] = spec.Array("egress") is { Count: > 0 } ? new JsonArray("Ingress", "Egress") : new JsonArray("Ingress");
    }

    private static void Validate(JsonObject policy, FieldErrors errors)
    {
        var spec = policy.Object("spec");
        SelectorValidation.Validate(spec.Object("podSelector"), "spec.podSelector", errors);
        Rulesets(spec, "ingress", "from", errors);
        Rulesets(spec, "egress", "to", errors);
        var types = spec.Texts("policyTypes").ToList();
        if (types.Count > 2)
        {
            errors.Invalid("spec.policyTypes", types.ToJsonArray(), "may not specify more than two policyTypes");
            return;
        }
        for (var index = 0; index < types.Count; index++)
            if (types[index] is not ("Ingress" or "Egress")) errors.NotSupported($"spec.policyTypes[{index}]", types[index], "Ingress", "Egress");
    }

    private static void Rulesets(JsonObject? spec, string direction, string side, FieldErrors errors)
    {
        var index = 0;
        foreach (var rule in spec.Objects(direction))
        {
            var path = $"spec.{direction}[{index++}]";
            var inner = 0;
            foreach (var port in rule.Objects("ports")) Port(port, $"{path}.ports[{inner++}]", errors);
            inner = 0;
            foreach (var peer in rule.Objects(side)) Peer(peer, $"{path}.{side}[{inner++}]", errors);
        }
    }

    private static void Port(JsonObject port, string path, FieldErrors errors)
    {
        if (port.Text("protocol") is not ("TCP" or "UDP" or "SCTP")) errors.NotSupported($"{path}.protocol", port["protocol"], "SCTP", "TCP", "UDP");
        var end = port.Number("endPort");
        if (port.Number("port") is { } number)
        {
            foreach (var message in Names.PortNumber(number)) errors.Invalid($"{path}.port", number, message);
            if (end is null) return;
            if (end < number) errors.Invalid($"{path}.endPort", number, "must be greater than or equal to `port`");
            foreach (var message in Names.PortNumber(end.Value)) errors.Invalid($"{path}.endPort", end, message);
        }
        else if (port.Text("port") is { } name)
        {
            if (end is not null) errors.Invalid($"{path}.endPort", end, "may not be specified when `port` is non-numeric");
            foreach (var message in Names.PortName(name)) errors.Invalid($"{path}.port", name, message);
        }
        else if (end is not null) errors.Invalid($"{path}.endPort", end, "may not be specified when `port` is not specified");
    }

    private static void Peer(JsonObject peer, string path, FieldErrors errors)
    {
        var block = peer.Object("ipBlock");
        var selectors = (peer.Object("podSelector") is null ? 0 : 1) + (peer.Object("namespaceSelector") is null ? 0 : 1);
        SelectorValidation.Validate(peer.Object("podSelector"), $"{path}.podSelector", errors);
        SelectorValidation.Validate(peer.Object("namespaceSelector"), $"{path}.namespaceSelector", errors);
        if (block is not null) Block(block, $"{path}.ipBlock", errors);
        if (block is null && selectors == 0) errors.Required(path, "must specify a peer");
        if (block is not null && selectors > 0) errors.Forbidden(path, "may not specify both ipBlock and another peer");
    }

    private static void Block(JsonObject block, string path, FieldErrors errors)
    {
        var text = block.Text("cidr") ?? "";
        if (text.Length == 0) errors.Required($"{path}.cidr");
        else if (!Cidr.TryParse(text, out var outer)) errors.Invalid($"{path}.cidr", text, Cidr.Advice);
        else Excepts(block, outer, path, errors);
    }

    private static void Excepts(JsonObject block, IPNetwork outer, string path, FieldErrors errors)
    {
        var index = 0;
        foreach (var except in block.Texts("except"))
        {
            var field = $"{path}.except[{index++}]";
            if (!Cidr.TryParse(except, out var inner)) errors.Invalid(field, except, Cidr.Advice);
            else if (outer.BaseAddress.AddressFamily != inner.BaseAddress.AddressFamily
                || !outer.Contains(inner.BaseAddress) || outer.PrefixLength >= inner.PrefixLength)
                errors.Invalid(field, except, "must be a strict subset of `cidr`");
        }
    }
}
