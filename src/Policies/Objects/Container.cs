using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>A container, reduced to what names peers or listens.</summary>
public sealed record Container
{
    /// <summary>The container's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is an init container (sidecars with <c>restartPolicy: Always</c> included).</summary>
    public bool IsInit { get; init; }

    /// <summary>The variables, in the order of the spec: <c>$(VAR)</c> sees only earlier ones.</summary>
    public ValueList<EnvVar> Env { get; init; } = [];

    /// <summary>Whole ConfigMaps and Secrets as variables; they come before <see cref="Env"/>.</summary>
    public ValueList<EnvFrom> EnvFrom { get; init; } = [];

    /// <summary><c>command</c>.</summary>
    public ValueList<string> Command { get; init; } = [];

    /// <summary><c>args</c>.</summary>
    public ValueList<string> Args { get; init; } = [];

    /// <summary>The declared ports.</summary>
    public ValueList<ContainerPort> Ports { get; init; } = [];

    /// <summary>The ports of HTTP, TCP and gRPC probes.</summary>
    public ValueList<PortValue> ProbePorts { get; init; } = [];

    /// <summary>The volume mounts by volume name, of volumes that are ConfigMaps or Secrets.</summary>
    public ValueList<string> MountedVolumes { get; init; } = [];
}
