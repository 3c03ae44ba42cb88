using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests;

/// <summary>The usual objects, by their names only.</summary>
internal static class Samples
{
    /// <summary>A Deployment whose pods carry <c>app: name</c>.</summary>
    public static Workload Workload(string ns, string name, params ReadOnlySpan<EnvVar> env) => new()
    {
        Key = new(ns, "Deployment", name),
        ApiVersion = "apps/v1",
        Uid = $"uid-{name}",
        Selector = LabelSelector.Of(("app", name)),
        Template = Template(name, env),
        Generation = 1,
    };

    /// <summary>A template with these variables.</summary>
    public static PodTemplate Template(string app, params ReadOnlySpan<EnvVar> env) => new()
    {
        Labels = Labels.Of(("app", app)),
        Containers = [new() { Name = "main", Env = [.. env], Ports = [new("http", 8080, Protocol.TCP, null)] }],
    };

    public static EnvVar Env(string name, string value) => new(name, value);

    /// <summary>A Service of port 80 to 8080 in front of <c>app: pods</c>.</summary>
    public static Service Service(string ns, string name, string pods) => new()
    {
        Name = new(ns, name),
        Selector = Labels.Of(("app", pods)),
        Ports = [new(null, 80, 8080, Protocol.TCP)],
    };
}
