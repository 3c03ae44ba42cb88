using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads <c>v1 ConfigMap</c> and <c>v1 Secret</c>: their text, never their binary data.</summary>
internal static class ConfigReader
{
    public static ConfigMap ReadConfigMap(ref WireReader json, ref ObjectMeta meta)
    {
        var data = Labels.Empty;
        while (json.NextField())
        {
            if (json.Is("data"u8)) data = json.Map(poolValues: false);
            else meta.ReadField(ref json);
        }
        return new(meta.ObjectName, data);
    }

    /// <summary><c>stringData</c>, which only manifests have, wins over <c>data</c>, as at the API server.</summary>
    public static ConfigMap ReadSecret(ref WireReader json, ref ObjectMeta meta)
    {
        Labels data = Labels.Empty, plain = Labels.Empty;
        while (json.NextField())
        {
            if (json.Is("data"u8)) data = Labels.From(json.Map(poolValues: false).Select(Decode).OfType<KeyValuePair<string, string>>());
            else if (json.Is("stringData"u8)) plain = json.Map(poolValues: false);
            else meta.ReadField(ref json);
        }
        return new(meta.ObjectName, plain.IsEmpty ? data : Labels.From([.. data, .. plain]), IsSecret: true);
    }

    private static KeyValuePair<string, string>? Decode(KeyValuePair<string, string> encoded)
    {
        var bytes = Encoding.UTF8.GetBytes(encoded.Value);
        var done = Base64.DecodeFromUtf8InPlace(bytes, out var count);
        var text = bytes.AsSpan(0, count);
        return done == OperationStatus.Done && Utf8.IsValid(text) && !text.Contains((byte)0) ? new(encoded.Key, Encoding.UTF8.GetString(text)) : null;
    }
}
