using System.Text.Json.Nodes;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>A pod that runs, with what its variables said when it was started: later changes of ConfigMaps do not reach it.</summary>
/// <param name="Endpoint">The pod as policies see it.</param>
/// <param name="References">What it calls for.</param>
/// <param name="Since">Since when it runs, as a timestamp.</param>
internal sealed record RunningPod(Endpoint Endpoint, ValueList<Reference> References, long Since)
{
    public static RunningPod Of(JsonObject pod, long since, Func<string, ConfigMap?> configMap)
    {
        var workload = Projectors.Pod.Project(History.Utf8(pod)).Value!;
        var references = ReferenceExtractor.Extract(workload.Key, workload.Template, configMap, _ => null, ReferenceOptions.Default).References;
        return new(WorkloadEndpoint.Of(workload, null) with { Labels = LabelsOf(pod) }, references, since);
    }

    private static Labels LabelsOf(JsonObject pod) => Labels.From(pod["metadata"]!["labels"]?.AsObject().Select(label => KeyValuePair.Create(label.Key, (string)label.Value!)) ?? []);
}
