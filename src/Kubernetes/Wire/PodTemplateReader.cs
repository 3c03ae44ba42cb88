using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads <c>corev1.PodTemplateSpec</c>, and a Pod's own <c>spec</c>.</summary>
internal static class PodTemplateReader
{
    public static PodTemplate Read(ref WireReader json)
    {
        var meta = new ObjectMeta(KeptAnnotations.Ours);
        var spec = new PodSpecFields();
        if (json.Object())
        {
            while (json.NextField())
            {
                if (json.Is("spec"u8)) spec.Read(ref json);
                else meta.ReadField(ref json);
            }
        }
        return Of(in meta, in spec);
    }

    public static PodTemplate Of(in ObjectMeta meta, in PodSpecFields spec, string? subdomain = null) => new()
    {
        Labels = meta.Labels,
        Annotations = meta.Annotations,
        Containers = WithFileMountsOnly(spec.InitContainers.IsEmpty ? spec.Containers : [.. spec.InitContainers, .. spec.Containers], spec.Files),
        Files = spec.Files,
        HostNetwork = spec.HostNetwork,
        ServiceAccountName = spec.ServiceAccountName is { Length: > 0 } account ? account : "default",
        AutomountToken = spec.AutomountToken,
        ProjectsToken = spec.ProjectsToken,
        GracePeriodSeconds = spec.GracePeriodSeconds,
        Subdomain = subdomain ?? spec.Subdomain,
    };

    private static ValueList<Container> WithFileMountsOnly(ValueList<Container> containers, ValueList<FileSource> files)
    {
        var anyMount = false;
        foreach (var container in containers) anyMount |= !container.MountedVolumes.IsEmpty;
        return anyMount ? containers.Select(container => container with { MountedVolumes = FileMounts(container, files) }).ToValueList() : containers;
    }

    private static ValueList<string> FileMounts(Container container, ValueList<FileSource> files) =>
        container.MountedVolumes.Where(volume => files.Any(file => file.Volume == volume)).Distinct().ToValueList();
}
