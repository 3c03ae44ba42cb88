using System.Text.Json.Nodes;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Cli.Output;

/// <summary>A policy as the API's JSON, its fields in the order in which people write them.</summary>
internal static class NetworkPolicyJson
{
    /// <summary>The whole object.</summary>
    public static JsonObject Of(DesiredPolicy policy)
    {
        var metadata = new JsonObject { ["name"] = policy.Name.Name, ["namespace"] = policy.Name.Namespace };
        if (!policy.Labels.IsEmpty) metadata["labels"] = Map(policy.Labels);
        if (!policy.Annotations.IsEmpty) metadata["annotations"] = Map(policy.Annotations);
        return new() { ["apiVersion"] = "networking.k8s.io/v1", ["kind"] = "NetworkPolicy", ["metadata"] = metadata, ["spec"] = Spec(policy.Spec) };
    }

    private static JsonObject Spec(PolicySpec spec)
    {
        var json = new JsonObject { ["podSelector"] = Selector(spec.PodSelector), ["policyTypes"] = Types(spec.Isolates) };
        if (!spec.Ingress.IsEmpty) json["ingress"] = List(spec.Ingress.Select(rule => Rule(rule, "from")));
        if (!spec.Egress.IsEmpty) json["egress"] = List(spec.Egress.Select(rule => Rule(rule, "to")));
        return json;
    }

    private static JsonArray Types(PolicyTypes types) =>
        List(new[] { PolicyTypes.Ingress, PolicyTypes.Egress }.Where(type => types.HasFlag(type)).Select(type => JsonValue.Create(type.ToString())));

    private static JsonObject Rule(PolicyRule rule, string peers)
    {
        var json = new JsonObject();
        if (!rule.Peers.IsEmpty) json[peers] = List(rule.Peers.Select(Peer));
        if (!rule.Ports.IsEmpty) json["ports"] = List(rule.Ports.Select(Port));
        return json;
    }

    private static JsonObject Peer(PolicyPeer peer)
    {
        var json = new JsonObject();
        if (peer.NamespaceSelector is { } namespaces) json["namespaceSelector"] = Selector(namespaces);
        if (peer.PodSelector is { } pods) json["podSelector"] = Selector(pods);
        if (peer.IpBlock is not { } block) return json;
        var ip = new JsonObject { ["cidr"] = block.Cidr };
        if (!block.Except.IsEmpty) ip["except"] = List(block.Except.Select(except => JsonValue.Create(except)));
        json["ipBlock"] = ip;
        return json;
    }

    private static JsonObject Port(PolicyPort port)
    {
        var json = new JsonObject();
        if (port.Port is { } value) json["port"] = value.Name is { } name ? JsonValue.Create(name) : JsonValue.Create(value.Number);
        if (port.EndPort is { } end) json["endPort"] = end;
        json["protocol"] = port.Protocol.ToString();
        return json;
    }

    private static JsonObject Selector(LabelSelector selector)
    {
        var json = new JsonObject();
        if (!selector.MatchLabels.IsEmpty) json["matchLabels"] = Map(selector.MatchLabels);
        if (!selector.MatchExpressions.IsEmpty) json["matchExpressions"] = List(selector.MatchExpressions.Select(Requirement));
        return json;
    }

    private static JsonObject Requirement(LabelRequirement requirement)
    {
        var json = new JsonObject { ["key"] = requirement.Key, ["operator"] = requirement.Operator.ToString() };
        if (!requirement.Values.IsEmpty) json["values"] = List(requirement.Values.Select(value => JsonValue.Create(value)));
        return json;
    }

    private static JsonObject Map(Labels labels) =>
        new(labels.Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, JsonValue.Create(pair.Value))));

    private static JsonArray List(IEnumerable<JsonNode?> items) => [.. items];
}
