using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Admission;

/// <summary>Defaults of claims, volumes, limits and priorities, which nothing here acts upon.</summary>
internal static class StorageRules
{
    public static KindRules Claim { get; } = new()
    {
        Default = claim => claim.Ensure("spec").Default("volumeMode", "Filesystem"),
        PrepareCreate = claim => claim["status"] = new JsonObject { ["phase"] = "Pending" },
    };

    public static KindRules Volume { get; } = new()
    {
        Default = volume =>
        {
            volume.Ensure("spec").Default("volumeMode", "Filesystem");
            volume.Ensure("spec").Default("persistentVolumeReclaimPolicy", "Retain");
        },
        PrepareCreate = volume => volume["status"] = new JsonObject { ["phase"] = "Available" },
    };

    public static KindRules PriorityClass { get; } = new() { Default = priority => priority.Default("preemptionPolicy", "PreemptLowerPriority") };

    public static KindRules LimitRange { get; } = new()
    {
        Default = range =>
        {
            foreach (var limit in range.Object("spec").Objects("limits").Where(limit => limit.Text("type") == "Container"))
            {
                Inherit(limit, "max", "default");
                Inherit(limit, "default", "defaultRequest");
                Inherit(limit, "min", "defaultRequest");
            }
        },
    };

    private static void Inherit(JsonObject limit, string from, string to)
    {
        foreach (var (resource, amount) in limit.Object(from) ?? [])
            if (limit.Object(to)?.ContainsKey(resource) != true) limit.Ensure(to)[resource] = amount?.DeepClone();
    }
}
