using System.Text.Json.Nodes;
using LocalKubernetes.Admission;
using LocalKubernetes.Api;
using LocalKubernetes.Errors;
using LocalKubernetes.FieldManagement;
using LocalKubernetes.Json;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Registry;

/// <summary>Every write to the cluster, from clients and from controllers alike: admission, then a compare-and-swap.</summary>
internal sealed class ObjectRegistry(ObjectStore store, ServiceAddresses addresses, TimeProvider time, bool managesFields = true)
{
    private readonly ObjectPreparation preparation = new(time);
    private readonly FieldManager fields = new(time);

    public ObjectStore Store => store;

    /// <exception cref="ApiException">404.</exception>
    public StoredObject Get(ObjectKey key) => store.Find(key) ?? throw ApiErrors.NotFound(key.Kind, key.Name);

    /// <exception cref="ApiException">400, 403 (namespace terminating), 404 (no namespace), 409, 422.</exception>
    public StoredObject Create(ResourceKind kind, string scope, JsonObject body, WriteOptions? options = null)
    {
        var obj = preparation.ForCreate(kind, scope, body);
        CheckNamespace(kind, scope, obj.Name());
        var errors = new FieldErrors();
        MetadataValidation.Validate(kind, obj, errors);
        kind.Rules.Validate?.Invoke(obj, errors);
        if (errors.Any) throw ApiErrors.Invalid(kind, obj.Name(), errors);
        var key = new ObjectKey(kind, scope, obj.Name());
        if (store.Find(key) is not null) throw ApiErrors.AlreadyExists(kind, obj.Name());
        if (options is not { IsAccounted: true }) Account(kind, null, obj, options ?? WriteOptions.Default);
        if (kind == Kinds.Services) addresses.Assign(obj, errors);
        if (errors.Any) throw ApiErrors.Invalid(kind, obj.Name(), errors);
        if (options is { DryRun: true }) return DryRun(obj, kind);
        return store.TryInsert(key, obj) ?? throw ApiErrors.AlreadyExists(kind, obj.Name());
    }

    /// <summary>Reads, changes and writes until no other writer came between; a change that changes nothing writes nothing.</summary>
    /// <exception cref="ApiException">404, 409, 422, or what <paramref name="change"/> throws.</exception>
    public StoredObject Update(ObjectKey key, Func<JsonObject, JsonObject> change, WriteOptions? options = null)
    {
        options ??= WriteOptions.Default;
        while (true)
        {
            var current = Get(key);
            var before = key.Kind.View(current.Read());
            var after = ObjectPreparation.ForUpdate(key.Kind, before, change(key.Kind.View(current.Read())), options.Subresource);
            var errors = new FieldErrors();
            MetadataValidation.Validate(key.Kind, after, errors);
            if (options.Subresource is null or "scale" || key.Kind.IsCustom)
            {
                key.Kind.Rules.Validate?.Invoke(after, errors);
                key.Kind.Rules.ValidateUpdate?.Invoke(before, after, errors);
            }
            if (errors.Any) throw ApiErrors.Invalid(key.Kind, key.Name, errors);
            if (JsonNode.DeepEquals(before, after)) return current;
            if (!options.IsAccounted) Account(key.Kind, before, after, options);
            if (JsonNode.DeepEquals(before, after)) return current;
            if (options.DryRun) return DryRun(after, key.Kind);
            var written = IsFinished(key.Kind, after) ? Remove(current, after) : store.TryReplace(current, after);
            if (written is not null) return written;
        }
    }

    /// <summary>Applies a configuration: creates the object, or changes what the configuration says and its manager may.</summary>
    /// <returns>The object as it is now, and whether it is new.</returns>
    /// <exception cref="ApiException">404, 409 with the conflicting fields, 422.</exception>
    public (StoredObject Object, bool Created) Apply(ObjectKey key, ApplyConfiguration configuration, WriteOptions options)
    {
        options = options with { IsAccounted = true };
        var write = WriteOf(key.Kind, options) with { Schema = configuration.Kind.ObjectSchema };
        var force = configuration.Force || !managesFields;
        if (store.Find(key) is null && options.Subresource is null)
        {
            var applied = fields.Apply([], configuration.Config.Copy(), write, force);
            applied.Metadata()["name"] = key.Name;
            return (Create(key.Kind, key.Namespace, configuration.Finish(applied), options), true);
        }
        return (Update(key, current => configuration.Finish(fields.Apply(configuration.Kind.View(current), configuration.Config.Copy(), write, force)), options), false);
    }

    /// <summary>Removes the object, or marks it when finalizers, a grace period or dependents hold it back.</summary>
    /// <returns>The object as it is now, and whether it is gone.</returns>
    /// <exception cref="ApiException">404, or 409 when a precondition fails.</exception>
    public (StoredObject Object, bool Gone) Delete(ObjectKey key, DeleteOptions? options = null)
    {
        options ??= DeleteOptions.Default;
        while (true)
        {
            var current = Get(key);
            Preconditions.Check(current, options);
            var next = current.Read();
            var marked = preparation.MarkDeleted(key.Kind, next, options);
            if (options.DryRun) return (current, true);
            if (marked && current.IsDeleting && JsonNode.DeepEquals(current.Read(), next)) return (current, false);
            if (marked && store.TryReplace(current, next) is { } held) return (held, false);
            if (!marked && Remove(current, current.Read()) is { } gone) return (gone, true);
        }
    }

    private void Account(ResourceKind kind, JsonObject? before, JsonObject after, WriteOptions options)
    {
        if (managesFields) fields.Update(before, after, WriteOf(kind, options));
        else after.Metadata().Remove("managedFields");
    }

    private static FieldWrite WriteOf(ResourceKind kind, WriteOptions options) =>
        new(options.Manager, options.ApiVersion ?? kind.ApiVersion, options.Subresource, kind.HasStatus, kind.ObjectSchema);

    private StoredObject? Remove(StoredObject current, JsonObject last)
    {
        var gone = store.TryRemove(current, last);
        if (gone is not null && current.Key.Kind == Kinds.Services) addresses.Release(last);
        return gone;
    }

    private static StoredObject DryRun(JsonObject obj, ResourceKind kind) =>
        StoredObject.Freeze(kind, obj, long.TryParse(obj.Object("metadata").Text("resourceVersion"), out var version) ? version : 0);

    private static bool IsFinished(ResourceKind kind, JsonObject obj)
    {
        if (!obj.IsDeleting() || obj.Object("metadata").Array("finalizers") is { Count: > 0 }) return false;
        if (kind == Kinds.Namespaces) return obj.Object("spec").Array("finalizers") is null or { Count: 0 };
        return (obj.Object("metadata").Number("deletionGracePeriodSeconds") ?? 0) == 0;
    }

    private void CheckNamespace(ResourceKind kind, string scope, string name)
    {
        if (!kind.Namespaced) return;
        var space = store.Find(new ObjectKey(Kinds.Namespaces, "", scope)) ?? throw ApiErrors.NotFound(Kinds.Namespaces, scope);
        if (!space.IsDeleting) return;
        throw ApiErrors.Forbidden(kind, name, $"unable to create new content in namespace {scope} because it is being terminated", new JsonArray(new JsonObject
        {
            ["reason"] = "NamespaceTerminating",
            ["message"] = $"namespace {scope} is being terminated",
            ["field"] = "metadata.namespace",
        }));
    }
}
