using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads the kinds that the operator has described by paths.</summary>
internal sealed class CustomWorkloadReader(CustomWorkloadKind kind)
{
    public static Projector<Workload> For(CustomWorkloadKind kind) => new(kind.Resource.Kind, new CustomWorkloadReader(kind).Read);

    private Workload Read(ref WireReader json, ref ObjectMeta meta)
    {
        var found = new Found();
        while (json.NextField())
        {
            if (json.Is("metadata"u8) || json.Is("kind"u8)) meta.ReadField(ref json);
            else ReadField(ref json, json.Field, ref found);
        }
        var template = found.Template ?? throw new MalformedObjectException(
            SetAsideReason.NoTemplate, $"no pod template at '{kind.TemplatePath}'; if it runs another workload's (workloadRef), that one's policy selects its pods");
        return new()
        {
            Key = new(meta.Namespace, kind.Name, meta.Name),
            ApiVersion = kind.Resource.ApiVersion,
            Uid = meta.Uid,
            Controller = meta.Controller,
            Selector = found.Selector ?? ByName(meta.Name),
            Template = kind.NameLabel is { } label ? template with { Labels = Labels.From([.. template.Labels, new(label, meta.Name)]) } : template,
            Annotations = meta.Annotations.Without(static key => !key.StartsWith(Annotations.Prefix, StringComparison.Ordinal)),
            Generation = meta.Generation,
            Terminating = meta.Terminating,
        };
    }

    private LabelSelector ByName(string name) => kind.NameLabel is { } label ? LabelSelector.Of((label, name)) : LabelSelector.Everything;

    private void ReadField(ref WireReader json, string path, ref Found found)
    {
        if (path == kind.TemplatePath)
            found.Template = PodTemplateReader.Read(ref json);
        else if (path == kind.SelectorPath)
            found.Selector = SelectorReader.ReadEitherShape(ref json);
        else if (LeadsTo(kind.TemplatePath, path) || LeadsTo(kind.SelectorPath, path))
            Descend(ref json, path, ref found);
        else
            json.Skip();
    }

    private void Descend(ref WireReader json, string path, ref Found found)
    {
        if (!json.Object()) return;
        while (json.NextField()) ReadField(ref json, $"{path}.{json.Field}", ref found);
    }

    private static bool LeadsTo(string? wanted, string path) =>
        wanted is not null && wanted.Length > path.Length && wanted[path.Length] == '.' && wanted.StartsWith(path, StringComparison.Ordinal);

    private struct Found
    {
        public PodTemplate? Template;
        public LabelSelector? Selector;
    }
}
