using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>The fields of <c>corev1.PodSpec</c> that policies depend on, with the API's defaults.</summary>
internal struct PodSpecFields()
{
    public ValueList<Container> Containers = [];
    public ValueList<Container> InitContainers = [];
    public ValueList<FileSource> Files = [];
    public bool ProjectsToken;
    public bool HostNetwork;
    public string? ServiceAccountName;
    public bool? AutomountToken;
    public int GracePeriodSeconds = 30;
    public string? Subdomain;

    public void Read(ref WireReader json)
    {
        if (!json.Object()) return;
        while (json.NextField())
        {
            if (json.Is("containers"u8)) Containers = json.List(static (ref WireReader item) => ContainerReader.Read(ref item, isInit: false));
            else if (json.Is("initContainers"u8)) InitContainers = json.List(static (ref WireReader item) => ContainerReader.Read(ref item, isInit: true));
            else if (json.Is("volumes"u8)) ReadVolumes(ref json);
            else if (json.Is("hostNetwork"u8)) HostNetwork = json.Flag() ?? false;
            else if (json.Is("serviceAccountName"u8)) ServiceAccountName = json.Pooled();
            else if (json.Is("serviceAccount"u8)) ServiceAccountName ??= json.Pooled();
            else if (json.Is("automountServiceAccountToken"u8)) AutomountToken = json.Flag();
            else if (json.Is("terminationGracePeriodSeconds"u8)) GracePeriodSeconds = (int)Math.Clamp(json.Number() ?? 30, 0, int.MaxValue);
            else if (json.Is("subdomain"u8)) Subdomain = json.Pooled() is { Length: > 0 } name ? name : null;
            else json.Skip();
        }
    }

    private void ReadVolumes(ref WireReader json)
    {
        var volumes = new VolumeReader();
        if (json.Array())
            while (json.NextItem()) volumes.ReadVolume(ref json);
        Files = volumes.Files?.ToValueList() ?? [];
        ProjectsToken = volumes.ProjectsToken;
    }
}
