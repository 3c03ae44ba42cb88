using System.Globalization;
using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Schemas;

namespace LocalKubernetes.Registry;

/// <summary>The server's own part of an object: identity, generation, deletion marks, and what a client may not change.</summary>
internal sealed class ObjectPreparation(TimeProvider time)
{
    private const string NameAlphabet = "bcdfghjklmnpqrstvwxz2456789";
    private static readonly string[] ServerOwned = ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "resourceVersion", "selfLink"];

    public JsonObject ForCreate(ResourceKind kind, string scope, JsonObject obj)
    {
        CheckType(kind, obj);
        var metadata = obj.Metadata();
        if (!string.IsNullOrEmpty(metadata.Text("resourceVersion"))) throw ApiErrors.Bare("resourceVersion should not be set on objects to be created");
        CheckScope(kind, scope, metadata);
        if (string.IsNullOrEmpty(metadata.Text("name")) && metadata.Text("generateName") is { Length: > 0 } prefix)
            metadata["name"] = prefix[..Math.Min(prefix.Length, 58)] + RandomSuffix();
        foreach (var field in ServerOwned) metadata.Remove(field);
        metadata["resourceVersion"] = "";
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = Meta.Timestamp(time.GetUtcNow());
        if (kind.HasGeneration) metadata["generation"] = 1;
        DropEmpty(metadata);
        kind.Rules.Default?.Invoke(obj);
        kind.Rules.PrepareCreate?.Invoke(obj);
        Shape(kind, obj);
        return InOrder(kind, obj);
    }

    public static JsonObject ForUpdate(ResourceKind kind, JsonObject before, JsonObject after, string? subresource)
    {
        CheckType(kind, after);
        var metadata = after.Metadata();
        var name = before.Name();
        if (metadata.Text("name") is { Length: > 0 } other && other != name)
            throw ApiErrors.BadRequest($"the name of the object ({other}) does not match the name on the URL ({name})");
        CheckScope(kind, before.Namespace(), metadata);
        CheckVersion(kind, before, metadata);
        metadata["name"] = name;
        foreach (var field in ServerOwned) Keep(before.Metadata(), metadata, field);
        Keep(before.Metadata(), metadata, "generateName");
        DropEmpty(metadata);
        KeepOtherHalf(kind, before, after, subresource);
        if (subresource is null or "scale" || kind.IsCustom) kind.Rules.Default?.Invoke(after);
        Shape(kind, after);
        if (kind.HasGeneration && subresource is not ("status" or "binding") && SpecChanged(kind, before, after)) metadata["generation"] = (before.Metadata().Number("generation") ?? 0) + 1;
        return InOrder(kind, after);
    }

    /// <summary>Sets the deletion marks; false when nothing holds the object back and it may go at once.</summary>
    public bool MarkDeleted(ResourceKind kind, JsonObject obj, DeleteOptions options)
    {
        var metadata = obj.Metadata();
        var grace = GraceOf(kind, obj, options);
        if (options.PropagationPolicy is "Foreground" or "Orphan")
            AddFinalizer(metadata, options.PropagationPolicy == "Orphan" ? "orphan" : "foregroundDeletion");
        if (kind == Kinds.CustomResourceDefinitions && !obj.IsDeleting()) AddFinalizer(metadata, Controllers.CustomResourceCleanup.Finalizer);
        var held = grace > 0 || metadata.Array("finalizers") is { Count: > 0 } || (kind == Kinds.Namespaces && obj.Object("spec").Array("finalizers") is { Count: > 0 });
        if (!held) return false;
        if (kind == Kinds.Namespaces) obj.Ensure("status")["phase"] = "Terminating";
        if (obj.IsDeleting() && grace >= (metadata.Number("deletionGracePeriodSeconds") ?? 0)) return true;
        if (!obj.IsDeleting() && metadata.Number("generation") is { } generation) metadata["generation"] = generation + 1;
        metadata["deletionTimestamp"] = Meta.Timestamp(time.GetUtcNow().AddSeconds(grace));
        if (kind != Kinds.Namespaces) metadata["deletionGracePeriodSeconds"] = grace;
        InOrder(metadata);
        return true;
    }

    // Custom resources keep the shape that their client gave them.
    private static void Shape(ResourceKind kind, JsonObject obj)
    {
        if (kind.Schema is { } schema && !kind.IsCustom) TypedShape.Complete(obj, schema);
    }

    private static long GraceOf(ResourceKind kind, JsonObject obj, DeleteOptions options)
    {
        if (kind != Kinds.Pods) return 0;
        var unscheduled = string.IsNullOrEmpty(obj.Object("spec").Text("nodeName"));
        if (unscheduled || obj.Object("status").Text("phase") is "Succeeded" or "Failed") return 0;
        return Math.Max(0, options.GracePeriodSeconds ?? obj.Object("spec").Number("terminationGracePeriodSeconds") ?? 30);
    }

    private static void AddFinalizer(JsonObject metadata, string finalizer)
    {
        if (metadata.Texts("finalizers").Contains(finalizer)) return;
        metadata["finalizers"] = metadata.Texts("finalizers").Append(finalizer).ToJsonArray();
    }

    private static void CheckType(ResourceKind kind, JsonObject obj)
    {
        if (obj.Text("apiVersion") is { Length: > 0 } version && version != kind.ApiVersion)
            throw ApiErrors.BadRequest($"the API version in the data ({version}) does not match the expected API version ({kind.ApiVersion})");
        if (obj.Text("kind") is { Length: > 0 } name && name != kind.Kind)
            throw ApiErrors.BadRequest($"{name} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: converting ({kind.Version}.{name}) to ({(kind.Group.Length == 0 ? "core" : kind.Group.Split('.')[0])}.{kind.Kind}): unknown conversion");
        obj["kind"] = kind.Kind;
        obj["apiVersion"] = kind.ApiVersion;
    }

    private static void CheckScope(ResourceKind kind, string scope, JsonObject metadata)
    {
        var named = metadata.Text("namespace") ?? "";
        if (!kind.Namespaced)
        {
            if (named.Length > 0) metadata.Remove("namespace");
            return;
        }
        if (named.Length > 0 && named != scope)
            throw ApiErrors.BadRequest($"the namespace of the provided object does not match the namespace sent on the request");
        metadata["namespace"] = scope;
    }

    private static void CheckVersion(ResourceKind kind, JsonObject before, JsonObject metadata)
    {
        var current = before.Metadata();
        if (metadata.Text("uid") is { Length: > 0 } uid && uid != current.Text("uid"))
            throw ApiErrors.Conflict(kind, before.Name(), $"StorageError: invalid object, Code: 4, Key: /registry/{kind.Plural}/{before.Namespace()}/{before.Name()}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: {uid}, UID in object meta: {current.Text("uid")}");
        var version = metadata.Text("resourceVersion");
        if (string.IsNullOrEmpty(version) || version == "0") return;
        if (!long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            throw ApiErrors.BadRequest($"Invalid value: \"{version}\": must be a valid resource version");
        if (version != current.Text("resourceVersion")) throw ApiErrors.Conflict(kind, before.Name());
    }

    private static void KeepOtherHalf(ResourceKind kind, JsonObject before, JsonObject after, string? subresource)
    {
        if (subresource == "status")
        {
            foreach (var (field, value) in before.ToList())
                if (field is not ("metadata" or "status")) after[field] = value?.DeepClone();
            Keep(before.Metadata(), after.Metadata(), "labels");
            Keep(before.Metadata(), after.Metadata(), "ownerReferences");
        }
        else if (kind.HasStatus) Keep(before, after, "status");
        if (kind == Kinds.Namespaces && subresource != "finalize") Keep(before.Ensure("spec"), after.Ensure("spec"), "finalizers");
    }

    private static bool SpecChanged(ResourceKind kind, JsonObject before, JsonObject after)
    {
        if (kind == Kinds.Deployments && !JsonNode.DeepEquals(before.At("metadata", "annotations"), after.At("metadata", "annotations"))) return true;
        var fields = before.Select(pair => pair.Key).Union(after.Select(pair => pair.Key)).Where(field => field is not ("metadata" or "status"));
        return fields.Any(field => !JsonNode.DeepEquals(before[field], after[field]));
    }

    private static void DropEmpty(JsonObject metadata)
    {
        foreach (var field in (ReadOnlySpan<string>)["labels", "annotations", "finalizers", "ownerReferences", "generateName"])
            if (metadata[field] is null or JsonObject { Count: 0 } or JsonArray { Count: 0 } || metadata.Text(field) == "") metadata.Remove(field);
    }

    private static void Keep(JsonObject from, JsonObject to, string field)
    {
        if (from[field] is { } value) to[field] = value.DeepClone();
        else to.Remove(field);
    }

    private static JsonObject InOrder(ResourceKind kind, JsonObject obj)
    {
        InOrder(obj.Metadata());
        Reorder(obj, ["kind", "apiVersion", "metadata", "spec"], kind.HasStatus ? "status" : null);
        return obj;
    }

    private static void InOrder(JsonObject metadata) => Reorder(metadata,
        ["name", "generateName", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "labels", "annotations", "ownerReferences", "finalizers", "managedFields"], null);

    private static void Reorder(JsonObject obj, ReadOnlySpan<string> first, string? last)
    {
        var index = 0;
        foreach (var field in first)
        {
            if (!obj.TryGetPropertyValue(field, out var value)) continue;
            if (obj.IndexOf(field) != index)
            {
                obj.Remove(field);
                obj.Insert(index, field, value);
            }
            index++;
        }
        if (last is null || !obj.Remove(last, out var tail)) return;
        obj.Add(last, tail);
    }

    private static string RandomSuffix() => Random.Shared.GetString(NameAlphabet, 5);
}
