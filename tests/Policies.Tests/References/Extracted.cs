using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.References;

/// <summary>
/// Extracts references for tests and prints them: <c>shop/cart:80</c> is a Service, <c>shop/cart@cart-0</c> one pod of it,
/// <c>ext=</c>, <c>ip=</c>, <c>pod=</c> the other targets, <c>|</c> stands between candidates; a <c>?</c> behind means "if the Service exists",
/// <c>??</c> "if it has that port", <c>!</c> the same for one candidate.
/// </summary>
internal static class Extracted
{
    public static readonly WorkloadKey Workload = new("shop", "Deployment", "backend");

    public static string[] FromEnv(params (string Name, string Value)[] variables) =>
        Print(From(new Container { Name = "app", Env = variables.Select(v => new EnvVar(v.Name, v.Value)).ToValueList() }));

    public static string[] FromArgs(params string[] args) => Print(From(new Container { Name = "app", Args = args.ToValueList() }));

    public static string[] FromFile(string text, string name = "app.conf", params EnvVar[] env) =>
        Print(From(new Container { Name = "app", MountedVolumes = ["config"], Env = env.ToValueList() }, [("config", name, text)]));

    public static ExtractedReferences From(Container container, params (string ConfigMap, string Key, string Text)[] data)
    {
        var maps = data.GroupBy(entry => entry.ConfigMap).ToDictionary(
            group => group.Key,
            group => new ConfigMap(new("shop", group.Key), Labels.From(group.Select(entry => KeyValuePair.Create(entry.Key, entry.Text)))));
        var template = new PodTemplate
        {
            Labels = Labels.Empty,
            Containers = [container],
            Files = container.MountedVolumes.Select(volume => new FileSource(volume, volume, [])).ToValueList(),
        };
        return ReferenceExtractor.Extract(Workload, template, maps.GetValueOrDefault, _ => null, ReferenceOptions.Default);
    }

    public static string[] Print(ExtractedReferences extracted) => [.. extracted.References.Select(Print)];

    public static string Print(Reference reference) => string.Join('|', reference.Candidates.Select(Print)) + reference.Certainty switch
    {
        Certainty.IfServiceExists => "?",
        Certainty.IfServiceHasPort => "??",
        _ => "",
    };

    private static string Print(ReferenceTarget target) => target.Kind switch
    {
        TargetKind.Service => $"{target.Name}{(target.Pod is { } pod ? $"@{pod}" : "")}",
        TargetKind.External => $"ext={target.Name.Name}",
        TargetKind.Address => $"ip={target.Name.Name}",
        _ => $"pod={target.Name}",
    } + (target.Port is { } port ? $":{port}{(target.IfPortExists ? "!" : "")}" : "") + (target.PortName is { } name ? $":{name}" : "");
}
