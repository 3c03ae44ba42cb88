using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Tests;

/// <summary>The usual objects, by their names only.</summary>
internal static class Objects
{
    public static Workload Deployment(string ns, string name, params (string Name, string Value)[] env) => new()
    {
        Key = new(ns, "Deployment", name),
        ApiVersion = "apps/v1",
        Uid = $"uid-{name}",
        Selector = LabelSelector.Of(("app", name)),
        Template = new()
        {
            Labels = Labels.Of(("app", name)),
            Containers = [new() { Name = "main", Env = [.. env.Select(each => new EnvVar(each.Name, each.Value))] }],
        },
        Generation = 1,
    };

    public static Service Service(string ns, string name) => new()
    {
        Name = new(ns, name),
        Selector = Labels.Of(("app", name)),
        Ports = [new(null, 80, 8080, Protocol.TCP)],
    };

    public static NamespaceInfo Namespace(string name, bool terminating = false) => new(name, $"uid-{name}", Labels.Empty, Labels.Empty, terminating);
}
