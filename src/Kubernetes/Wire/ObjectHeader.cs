using System.Text.Json;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>What names an object, read as far as it is readable: also off objects that are set aside.</summary>
/// <param name="ApiVersion">Group and version, or empty (items of a list have none).</param>
/// <param name="Kind">The kind, or empty.</param>
/// <param name="Name">Namespace and name, each empty where missing.</param>
/// <param name="Uid">The uid, or empty.</param>
/// <param name="ResourceVersion">The version, or empty.</param>
/// <param name="InitialEventsEnd">Whether the object is the bookmark that ends a streaming list.</param>
public readonly record struct ObjectHeader(
    string ApiVersion, string Kind, ObjectName Name, string Uid, string ResourceVersion, bool InitialEventsEnd = false)
{
    private const string InitialEventsEndAnnotation = "k8s.io/initial-events-end";

    /// <summary>Reads what it can and never throws; what could not be read is empty.</summary>
    public static ObjectHeader Read(ReadOnlySpan<byte> utf8)
    {
        var header = new Draft();
        try
        {
            var json = new WireReader(utf8, ProjectionLimits.Default);
            header.ReadObject(ref json);
        }
        catch (Exception e) when (e is JsonException or MalformedObjectException or InvalidOperationException)
        {
            // What was read until here is the answer.
        }
        return new(header.ApiVersion, header.Kind, new(header.Namespace, header.Name), header.Uid, header.Version, header.InitialEventsEnd);
    }

    private ref struct Draft()
    {
        public string ApiVersion = "", Kind = "", Namespace = "", Name = "", Uid = "", Version = "";
        public bool InitialEventsEnd;

        public void ReadObject(ref WireReader json)
        {
            if (!json.Object()) return;
            while (json.NextField())
            {
                if (json.Is("apiVersion"u8)) ApiVersion = json.Pooled() ?? "";
                else if (json.Is("kind"u8)) Kind = json.Pooled() ?? "";
                else if (json.Is("metadata"u8)) ReadMetadata(ref json);
                else json.Skip();
            }
        }

        private void ReadMetadata(ref WireReader json)
        {
            if (!json.Object()) return;
            while (json.NextField())
            {
                if (json.Is("name"u8)) Name = json.Text() ?? "";
                else if (json.Is("namespace"u8)) Namespace = json.Pooled() ?? "";
                else if (json.Is("uid"u8)) Uid = json.Text() ?? "";
                else if (json.Is("resourceVersion"u8)) Version = json.Text() ?? "";
                else if (json.Is("annotations"u8)) InitialEventsEnd = json.Map(key => key == InitialEventsEndAnnotation)[InitialEventsEndAnnotation] == "true";
                else json.Skip();
            }
        }
    }
}
