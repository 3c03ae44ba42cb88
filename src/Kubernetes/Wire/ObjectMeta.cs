using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>The part of <c>metadata</c> that projections keep; <c>managedFields</c> and the like are passed over unread.</summary>
internal struct ObjectMeta(KeptAnnotations annotations)
{
    public string Kind = "";
    public string Namespace = "";
    public string Name = "";
    public string Uid = "";
    public string ResourceVersion = "";
    public long Generation;
    public bool Terminating;
    public bool HasLastApplied;
    public Labels Labels = Labels.Empty;
    public Labels Annotations = Labels.Empty;
    public ValueList<OwnerReference> Owners = [];
    public ValueList<string> Finalizers = [];

    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    public readonly ObjectName ObjectName => new(Namespace, Name);

    /// <summary>The controlling owner, or null.</summary>
    public readonly OwnerRef? Controller
    {
        get
        {
            foreach (var owner in Owners)
                if (owner.Controller == true) return new(owner.ApiVersion, owner.Kind, owner.Name, owner.Uid);
            return null;
        }
    }

    /// <summary>Reads a field of the object that is not the kind's own: metadata and kind are kept, the rest is passed over.</summary>
    public void ReadField(ref WireReader json)
    {
        if (json.Is("metadata"u8)) Read(ref json);
        else if (json.Is("kind"u8)) Kind = json.Pooled() ?? "";
        else json.Skip();
    }

    /// <summary>Reads <c>metadata</c>, of an object or of a template.</summary>
    public void Read(ref WireReader json)
    {
        if (!json.Object()) return;
        while (json.NextField())
        {
            if (json.Is("name"u8)) Name = json.Text() ?? "";
            else if (json.Is("namespace"u8)) Namespace = json.Pooled() ?? "";
            else if (json.Is("uid"u8)) Uid = json.Text() ?? "";
            else if (json.Is("resourceVersion"u8)) ResourceVersion = json.Text() ?? "";
            else if (json.Is("generation"u8)) Generation = json.Number() ?? 0;
            else if (json.Is("deletionTimestamp"u8)) Terminating = json.Text() is not null;
            else if (json.Is("labels"u8)) Labels = json.Shared(static (ref WireReader map) => map.Map()) ?? Labels.Empty;
            else if (json.Is("annotations"u8)) ReadAnnotations(ref json);
            else if (json.Is("ownerReferences"u8)) Owners = json.List(ReadOwner);
            else if (json.Is("finalizers"u8)) Finalizers = json.Texts(pooled: true);
            else json.Skip();
        }
    }

    private void ReadAnnotations(ref WireReader json)
    {
        if (annotations == KeptAnnotations.Ours)
        {
            Annotations = json.Map(static key =>
                key.StartsWith(Policies.Objects.Annotations.Prefix, StringComparison.Ordinal) || key.StartsWith("prometheus.io/", StringComparison.Ordinal));
            return;
        }
        var lastApplied = false;
        Annotations = json.Map(key => key != LastApplied || !(lastApplied = true), poolValues: false);
        HasLastApplied = lastApplied;
    }

    private static OwnerReference ReadOwner(ref WireReader json)
    {
        string version = "", kind = "", name = "", uid = "";
        bool? controller = null, blocks = null;
        if (json.Object())
        {
            while (json.NextField())
            {
                if (json.Is("apiVersion"u8)) version = json.Pooled() ?? "";
                else if (json.Is("kind"u8)) kind = json.Pooled() ?? "";
                else if (json.Is("name"u8)) name = json.Text() ?? "";
                else if (json.Is("uid"u8)) uid = json.Pooled() ?? ""; // the annotation has it too
                else if (json.Is("controller"u8)) controller = json.Flag();
                else if (json.Is("blockOwnerDeletion"u8)) blocks = json.Flag();
                else json.Skip();
            }
        }
        return new(version, kind, name, uid, controller, blocks);
    }
}
