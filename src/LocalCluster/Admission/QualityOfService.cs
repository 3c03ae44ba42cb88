using System.Text.Json.Nodes;
using LocalKubernetes.Json;
using LocalKubernetes.Schemas;

namespace LocalKubernetes.Admission;

/// <summary>A pod's QoS class by its containers' requests and limits of CPU and memory.</summary>
internal static class QualityOfService
{
    private static readonly string[] Counted = ["cpu", "memory"];

    public static string Of(JsonObject? spec)
    {
        var resources = spec.Objects("containers").Concat(spec.Objects("initContainers")).Select(container => container.Object("resources")).ToList();
        if (resources.All(each => Counted.All(name => each.Object("limits").Text(name) is null && each.Object("requests").Text(name) is null))) return "BestEffort";
        return resources.All(each => Counted.All(name => IsGuaranteed(each, name))) ? "Guaranteed" : "Burstable";
    }

    private static bool IsGuaranteed(JsonObject? resources, string name)
    {
        if (resources.Object("limits").Text(name) is not { } limit) return false;
        return resources.Object("requests").Text(name) is not { } request || Quantity.Nanos(request) == Quantity.Nanos(limit);
    }
}
