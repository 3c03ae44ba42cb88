using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Writes NetworkPolicies as JSON. Equal policies give equal bytes.</summary>
public static class PolicyWriter
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A policy as it is created, or as the command line prints it.</summary>
    public static byte[] Write(DesiredPolicy policy) => Write(PolicyDocument.Of(policy));

    /// <summary>A policy as it replaces what was observed: fenced by uid and version, and with everything foreign kept.</summary>
    /// <param name="policy">What we want.</param>
    /// <param name="observed">What is there.</param>
    /// <param name="lastApplied">kubectl's copy in the annotations, which records do not keep, or null where there is none.</param>
    public static byte[] Write(DesiredPolicy policy, PolicyObject observed, string? lastApplied = null) =>
        Write(PolicyDocument.Merge(policy, observed, lastApplied));

    private static byte[] Write(PolicyDocument policy)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("apiVersion"u8, "networking.k8s.io/v1"u8);
            json.WriteString("kind"u8, "NetworkPolicy"u8);
            WriteMetadata(json, policy);
            WriteSpec(json, policy.Spec);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, PolicyDocument policy)
    {
        json.WriteStartObject("metadata"u8);
        json.WriteString("name"u8, policy.Name.Name);
        json.WriteString("namespace"u8, policy.Name.Namespace);
        if (policy.Uid.Length > 0) json.WriteString("uid"u8, policy.Uid);
        if (policy.ResourceVersion.Length > 0) json.WriteString("resourceVersion"u8, policy.ResourceVersion);
        if (!policy.Labels.IsEmpty) WriteMap(json, "labels"u8, policy.Labels);
        if (!policy.Annotations.IsEmpty) WriteMap(json, "annotations"u8, policy.Annotations);
        if (!policy.Owners.IsEmpty) WriteOwners(json, policy.Owners);
        if (!policy.Finalizers.IsEmpty) WriteTexts(json, "finalizers"u8, policy.Finalizers);
        json.WriteEndObject();
    }

    private static void WriteOwners(Utf8JsonWriter json, ValueList<OwnerReference> owners)
    {
        json.WriteStartArray("ownerReferences"u8);
        foreach (var owner in owners)
        {
            json.WriteStartObject();
            json.WriteString("apiVersion"u8, owner.ApiVersion);
            json.WriteString("kind"u8, owner.Kind);
            json.WriteString("name"u8, owner.Name);
            json.WriteString("uid"u8, owner.Uid);
            if (owner.Controller is { } controller) json.WriteBoolean("controller"u8, controller);
            if (owner.BlockOwnerDeletion is { } blocks) json.WriteBoolean("blockOwnerDeletion"u8, blocks);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteSpec(Utf8JsonWriter json, PolicySpec spec)
    {
        json.WriteStartObject("spec"u8);
        WriteSelector(json, "podSelector"u8, spec.PodSelector);
        json.WriteStartArray("policyTypes"u8);
        if (spec.Isolates.HasFlag(PolicyTypes.Ingress)) json.WriteStringValue("Ingress"u8);
        if (spec.Isolates.HasFlag(PolicyTypes.Egress)) json.WriteStringValue("Egress"u8);
        json.WriteEndArray();
        WriteRules(json, "ingress"u8, "from"u8, spec.Ingress);
        WriteRules(json, "egress"u8, "to"u8, spec.Egress);
        json.WriteEndObject();
    }

    private static void WriteRules(Utf8JsonWriter json, ReadOnlySpan<byte> direction, ReadOnlySpan<byte> peers, ValueList<PolicyRule> rules)
    {
        if (rules.IsEmpty) return;
        json.WriteStartArray(direction);
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            if (!rule.Peers.IsEmpty)
            {
                json.WriteStartArray(peers);
                foreach (var peer in rule.Peers) WritePeer(json, peer);
                json.WriteEndArray();
            }
            if (!rule.Ports.IsEmpty)
            {
                json.WriteStartArray("ports"u8);
                foreach (var port in rule.Ports) WritePort(json, port);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WritePeer(Utf8JsonWriter json, PolicyPeer peer)
    {
        json.WriteStartObject();
        if (peer.NamespaceSelector is { } namespaces) WriteSelector(json, "namespaceSelector"u8, namespaces);
        if (peer.PodSelector is { } pods) WriteSelector(json, "podSelector"u8, pods);
        if (peer.IpBlock is { } block)
        {
            json.WriteStartObject("ipBlock"u8);
            json.WriteString("cidr"u8, block.Cidr);
            if (!block.Except.IsEmpty) WriteTexts(json, "except"u8, block.Except);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WritePort(Utf8JsonWriter json, PolicyPort port)
    {
        json.WriteStartObject();
        json.WriteString("protocol"u8, port.Protocol.ToString());
        if (port.Port is { Name: { } name }) json.WriteString("port"u8, name);
        else if (port.Port is { } number) json.WriteNumber("port"u8, number.Number);
        if (port.EndPort is { } end) json.WriteNumber("endPort"u8, end);
        json.WriteEndObject();
    }

    private static void WriteSelector(Utf8JsonWriter json, ReadOnlySpan<byte> name, LabelSelector selector)
    {
        json.WriteStartObject(name);
        if (!selector.MatchLabels.IsEmpty) WriteMap(json, "matchLabels"u8, selector.MatchLabels);
        if (!selector.MatchExpressions.IsEmpty)
        {
            json.WriteStartArray("matchExpressions"u8);
            foreach (var requirement in selector.MatchExpressions)
            {
                json.WriteStartObject();
                json.WriteString("key"u8, requirement.Key);
                json.WriteString("operator"u8, requirement.Operator.ToString());
                if (!requirement.Values.IsEmpty) WriteTexts(json, "values"u8, requirement.Values);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter json, ReadOnlySpan<byte> name, Labels map)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in map) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, ReadOnlySpan<byte> name, ValueList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
