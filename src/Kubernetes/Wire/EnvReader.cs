using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads <c>corev1.EnvVar</c> and <c>EnvFromSource</c>.</summary>
internal static class EnvReader
{
    public static EnvVar ReadVar(ref WireReader json)
    {
        string name = "", value = "";
        byte[]? ascii = null;
        var from = new Source();
        if (json.Object())
        {
            while (json.NextField())
            {
                if (json.Is("name"u8)) name = json.Pooled() ?? "";
                else if (json.Is("value"u8)) value = (ascii = json.Ascii(EnvVar.LongText)) is null ? json.Pooled() ?? "" : "";
                else if (json.Is("valueFrom"u8)) from.Read(ref json);
                else json.Skip();
            }
        }
        var literal = from.ConfigMap is null && from.Secret is null && from.FieldPath is null;
        return literal && ascii is not null ? EnvVar.OfAscii(name, ascii) : new(name, literal ? value : null, from.ConfigMap, from.Secret, from.FieldPath);
    }

    public static EnvFrom? ReadFrom(ref WireReader json)
    {
        string? configMap = null, secret = null;
        var prefix = "";
        if (!json.Object()) return null;
        while (json.NextField())
        {
            if (json.Is("prefix"u8)) prefix = json.Pooled() ?? "";
            else if (json.Is("configMapRef"u8)) configMap = ReadKey(ref json)?.Name;
            else if (json.Is("secretRef"u8)) secret = ReadKey(ref json)?.Name;
            else json.Skip();
        }
        if (configMap is not null) return new(configMap, prefix);
        return secret is not null ? new(secret, prefix, IsSecret: true) : null;
    }

    private static KeyRef? ReadKey(ref WireReader json)
    {
        string name = "", key = "";
        if (!json.Object()) return null;
        while (json.NextField())
        {
            if (json.Is("name"u8)) name = json.Pooled() ?? "";
            else if (json.Is("key"u8)) key = json.Pooled() ?? "";
            else json.Skip();
        }
        return new(name, key);
    }

    private struct Source
    {
        public KeyRef? ConfigMap;
        public KeyRef? Secret;
        public string? FieldPath;

        public void Read(ref WireReader json)
        {
            if (!json.Object()) return;
            while (json.NextField())
            {
                if (json.Is("configMapKeyRef"u8)) ConfigMap = ReadKey(ref json);
                else if (json.Is("secretKeyRef"u8)) Secret = ReadKey(ref json);
                else if (json.Is("fieldRef"u8)) ReadField(ref json);
                else json.Skip();
            }
        }

        private void ReadField(ref WireReader json)
        {
            if (!json.Object()) return;
            while (json.NextField())
                if (json.Is("fieldPath"u8)) FieldPath = json.Pooled();
                else json.Skip();
        }
    }
}
