using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;

namespace LocalKubernetes.Controllers;

/// <summary>How controllers make pods and read them.</summary>
internal static class Pods
{
    public static bool IsReady(this JsonObject pod) => HasCondition(pod, "Ready");

    public static bool IsFinished(this JsonObject pod) => pod.Object("status").Text("phase") is "Succeeded" or "Failed";

    /// <summary>Neither finished nor on its way out.</summary>
    public static bool IsActive(this JsonObject pod) => !pod.IsDeleting() && !pod.IsFinished();

    public static bool HasCondition(this JsonObject obj, string type) =>
        obj.Object("status").Objects("conditions").Any(each => each.Text("type") == type && each.Text("status") == "True");

    /// <summary>Creates a pod from a template; a name that ends with "-" is a generateName.</summary>
    public static void Create(ObjectRegistry registry, JsonObject owner, JsonNode? template, string name, params ReadOnlySpan<(string Key, string Value)> labels)
    {
        var metadata = (template.Object("metadata") ?? []).Copy();
        metadata.Remove("creationTimestamp");
        foreach (var (key, value) in labels) metadata.Ensure("labels")[key] = value;
        metadata[name.EndsWith('-') ? "generateName" : "name"] = name;
        if (owner.Text("kind") == "StatefulSet") metadata["generateName"] = $"{owner.Name()}-";
        metadata["ownerReferences"] = new JsonArray(Meta.OwnerReference(owner));
        registry.Create(Kinds.Pods, owner.Namespace(), new JsonObject
        {
            ["metadata"] = metadata,
            ["spec"] = template.Object("spec")?.DeepClone(),
        });
    }
}
