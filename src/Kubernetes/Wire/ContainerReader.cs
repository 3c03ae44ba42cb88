using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads <c>corev1.Container</c>.</summary>
internal static class ContainerReader
{
    public static Container Read(ref WireReader json, bool isInit)
    {
        var name = "";
        ValueList<EnvVar> env = [];
        ValueList<EnvFrom> envFrom = [];
        ValueList<string> command = [], args = [], mounts = [];
        ValueList<ContainerPort> ports = [];
        List<PortValue>? probes = null;
        if (json.Object())
        {
            while (json.NextField())
            {
                if (json.Is("name"u8)) name = json.Pooled() ?? "";
                else if (json.Is("env"u8)) env = json.List(EnvReader.ReadVar);
                else if (json.Is("envFrom"u8)) envFrom = json.List(EnvReader.ReadFrom);
                else if (json.Is("command"u8)) command = json.Texts();
                else if (json.Is("args"u8)) args = json.Texts();
                else if (json.Is("ports"u8)) ports = json.List(ReadPort);
                else if (json.Is("volumeMounts"u8)) mounts = json.List(ReadMount);
                else if (json.Is("livenessProbe"u8) || json.Is("readinessProbe"u8) || json.Is("startupProbe"u8)) ReadProbe(ref json, ref probes);
                else json.Skip();
            }
        }
        return new()
        {
            Name = name,
            IsInit = isInit,
            Env = env,
            EnvFrom = envFrom,
            Command = command,
            Args = args,
            Ports = ports,
            ProbePorts = probes is null ? [] : probes.Distinct().Order().ToValueList(),
            MountedVolumes = mounts,
        };
    }

    private static ContainerPort? ReadPort(ref WireReader json)
    {
        string? name = null;
        int? number = null, hostPort = null;
        var protocol = Protocol.TCP;
        if (!json.Object()) return null;
        while (json.NextField())
        {
            if (json.Is("name"u8)) name = json.Pooled() is { Length: > 0 } text ? text : null;
            else if (json.Is("containerPort"u8)) number = json.Port();
            else if (json.Is("hostPort"u8)) hostPort = json.Port();
            else if (json.Is("protocol"u8)) protocol = json.Protocol();
            else json.Skip();
        }
        return number is { } port ? new(name, port, protocol, hostPort) : null;
    }

    private static string ReadMount(ref WireReader json)
    {
        var name = "";
        if (!json.Object()) return name;
        while (json.NextField())
            if (json.Is("name"u8)) name = json.Pooled() ?? "";
            else json.Skip();
        return name;
    }

    private static void ReadProbe(ref WireReader json, ref List<PortValue>? ports)
    {
        if (!json.Object()) return;
        while (json.NextField())
        {
            if (json.Is("httpGet"u8) || json.Is("tcpSocket"u8) || json.Is("grpc"u8)) ReadProbePort(ref json, ref ports);
            else json.Skip();
        }
    }

    private static void ReadProbePort(ref WireReader json, ref List<PortValue>? ports)
    {
        if (!json.Object()) return;
        while (json.NextField())
        {
            if (!json.Is("port"u8)) json.Skip();
            else if (json.PortOrName() is { } port) (ports ??= []).Add(port);
        }
    }
}
