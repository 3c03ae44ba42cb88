using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads <c>apps/v1 ControllerRevision</c>, whose <c>data</c> is the patch <c>{"spec":{"template":{…}}}</c>.</summary>
internal static class RevisionReader
{
    public static RevisionTemplate Read(ref WireReader json, ref ObjectMeta meta)
    {
        PodTemplate? template = null;
        long revision = 0;
        while (json.NextField())
        {
            if (json.Is("data"u8)) template = ReadData(ref json);
            else if (json.Is("revision"u8)) revision = json.Number() ?? 0;
            else meta.ReadField(ref json);
        }
        return new(meta.ObjectName, meta.Controller, meta.Labels, revision, template);
    }

    private static PodTemplate? ReadData(ref WireReader json)
    {
        PodTemplate? template = null;
        if (!json.Object()) return null;
        while (json.NextField())
        {
            if (json.Is("spec"u8)) template = ReadData(ref json);
            else if (json.Is("template"u8)) template = PodTemplateReader.Read(ref json);
            else json.Skip();
        }
        return template;
    }
}
