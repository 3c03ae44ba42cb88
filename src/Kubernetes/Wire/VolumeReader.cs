using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads <c>corev1.Volume</c>s: ConfigMaps and Secrets as files, and explicit ServiceAccount tokens.</summary>
internal struct VolumeReader()
{
    /// <summary>What the ServiceAccount admission plugin names the token volume that it puts into every Pod: nobody asked for that one.</summary>
    private const string InjectedToken = "kube-api-access-";

    public List<FileSource>? Files;
    public bool ProjectsToken;

    public void ReadVolume(ref WireReader json)
    {
        if (!json.Object()) return;
        var volume = new Sources();
        var name = "";
        while (json.NextField())
        {
            if (json.Is("name"u8)) name = json.Pooled() ?? "";
            else if (!volume.ReadSource(ref json) && json.Is("projected"u8)) volume.ReadProjected(ref json);
        }
        if (name.StartsWith(InjectedToken, StringComparison.Ordinal)) return;
        ProjectsToken |= volume.Token;
        foreach (var (source, keys, isSecret) in volume.Found ?? []) (Files ??= []).Add(new(name, source, keys, isSecret));
    }

    private struct Sources()
    {
        public List<(string Name, ValueList<string> Keys, bool IsSecret)>? Found;
        public bool Token;

        public bool ReadSource(ref WireReader json)
        {
            if (json.Is("configMap"u8)) ReadFiles(ref json, isSecret: false);
            else if (json.Is("secret"u8)) ReadFiles(ref json, isSecret: true);
            else if (json.Is("projected"u8)) return false;
            else if (json.Is("serviceAccountToken"u8)) ReadToken(ref json);
            else json.Skip();
            return true;
        }

        public void ReadProjected(ref WireReader json)
        {
            if (!json.Object()) return;
            while (json.NextField())
            {
                if (!json.Is("sources"u8)) json.Skip();
                else if (json.Array())
                    while (json.NextItem()) ReadProjectedSource(ref json);
            }
        }

        private void ReadProjectedSource(ref WireReader json)
        {
            if (!json.Object()) return;
            while (json.NextField())
                if (!ReadSource(ref json)) json.Skip();
        }

        private void ReadToken(ref WireReader json)
        {
            Token |= json.Object();
            json.Skip();
        }

        private void ReadFiles(ref WireReader json, bool isSecret)
        {
            if (!json.Object()) return;
            var name = "";
            ValueList<string> keys = [];
            while (json.NextField())
            {
                if (json.Is("name"u8) || json.Is("secretName"u8)) name = json.Pooled() ?? "";
                else if (json.Is("items"u8)) keys = json.List(ReadKey);
                else json.Skip();
            }
            (Found ??= []).Add((name, keys, isSecret));
        }

        private static string ReadKey(ref WireReader json)
        {
            var key = "";
            if (!json.Object()) return key;
            while (json.NextField())
                if (json.Is("key"u8)) key = json.Pooled() ?? "";
                else json.Skip();
            return key;
        }
    }
}
