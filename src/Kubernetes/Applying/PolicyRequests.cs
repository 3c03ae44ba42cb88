using System.Buffers;
using System.Text.Json;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;

namespace NetpolOrleans.Kubernetes.Applying;

/// <summary>The requests that a change of a policy is made of.</summary>
internal static class PolicyRequests
{
    private const string Cause = "apply";

    public static ApiRequest Get(ObjectName name) => new("get", ResourceKinds.NetworkPolicies, name.Namespace, name.Name) { Cause = Cause };

    public static ApiRequest Create(DesiredPolicy policy) =>
        new("create", ResourceKinds.NetworkPolicies, policy.Name.Namespace) { Body = PolicyWriter.Write(policy), Cause = Cause };

    public static ApiRequest Update(DesiredPolicy policy, PolicyObject observed, string? lastApplied) =>
        new("update", ResourceKinds.NetworkPolicies, policy.Name.Namespace, policy.Name.Name)
        {
            Body = PolicyWriter.Write(policy, observed, lastApplied),
            Cause = Cause,
        };

    /// <summary>Deletes just the object that was observed, in the version that was observed.</summary>
    public static ApiRequest Delete(PolicyObject observed) =>
        new("delete", ResourceKinds.NetworkPolicies, observed.Name.Namespace, observed.Name.Name)
        {
            Body = Preconditions(observed),
            Cause = Cause,
        };

    private static byte[] Preconditions(PolicyObject observed)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("apiVersion"u8, "v1"u8);
            json.WriteString("kind"u8, "DeleteOptions"u8);
            json.WriteStartObject("preconditions"u8);
            json.WriteString("uid"u8, observed.Uid);
            json.WriteString("resourceVersion"u8, observed.ResourceVersion);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
