using System.Text.Json.Nodes;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>A pod that runs, with what its variables said when it was started: later changes of ConfigMaps do not reach it.</summary>
internal sealed record RunningPod(Endpoint Endpoint, ValueList<Reference> References)
{
    public static RunningPod Of(JsonObject pod, Func<string, ConfigMap?> configMap)
    {
        var workload = Projectors.Pod.Project(History.Utf8(pod)).Value!;
        var references = ReferenceExtractor.Extract(workload.Key, workload.Template, configMap, _ => null, ReferenceOptions.Default).References;
        return new(WorkloadEndpoint.Of(workload, null) with { Labels = LabelsOf(pod) }, references);
    }

    private static Labels LabelsOf(JsonObject pod) => Labels.From(pod["metadata"]!["labels"]?.AsObject().Select(label => KeyValuePair.Create(label.Key, (string)label.Value!)) ?? []);
}
