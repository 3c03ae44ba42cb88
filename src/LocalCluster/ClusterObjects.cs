using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Patching;
using LocalKubernetes.Registry;
using LocalKubernetes.Selection;

namespace LocalKubernetes;

/// <summary>
/// The cluster's objects without HTTP, for tests and benchmarks. Writes pass the same admission as clients' writes; a
/// refusal is a <see cref="ClusterRefusedException"/>. Resources are named as kubectl names them: "deployments", "netpol".
/// </summary>
public sealed class ClusterObjects
{
    private static readonly WriteOptions Options = new() { Manager = "local-kubernetes" };
    private readonly ObjectRegistry registry;
    private readonly KindTable kinds;

    internal ClusterObjects(ObjectRegistry registry, KindTable kinds) => (this.registry, this.kinds) = (registry, kinds);

    /// <summary>Creates an object from its JSON; apiVersion and kind say where.</summary>
    public JsonObject Create(string json) => Create((JsonObject)JsonNode.Parse(json)!);

    /// <summary>Creates an object; apiVersion and kind say where, an absent namespace means "default".</summary>
    public JsonObject Create(JsonObject obj) => Refusing(() =>
    {
        var kind = kinds.FindKind(obj.Text("apiVersion"), obj.Text("kind"))
            ?? throw ApiErrors.BadRequest($"no kind {obj.Text("kind")} in {obj.Text("apiVersion")} is served");
        return registry.Create(kind.Stored, ScopeOf(kind, obj.Namespace()), kind.Unview(obj.Copy()), Options).Read();
    });

    /// <summary>Null when it doesn't exist.</summary>
    public JsonObject? Find(string resource, string? scope, string name) => registry.Store.Find(KeyOf(resource, scope, name))?.Read();

    /// <summary>Whether the cluster has a resource of that name.</summary>
    public bool Serves(string resource) => kinds.FindResource(resource) is not null;

    /// <summary>All objects of a resource, or those of one namespace, or of a label selector such as "app=web,tier!=db".</summary>
    /// <exception cref="ClusterRefusedException">The selector cannot be read.</exception>
    public IReadOnlyList<JsonObject> List(string resource, string? scope = null, string? labelSelector = null) => Refusing(() =>
    {
        var selector = LabelSelectorParser.Parse(labelSelector);
        return registry.Store.Snapshot(KindOf(resource)).In(scope).Select(obj => obj.Read()).Where(obj => selector.Matches(obj.Labels())).ToList();
    });

    /// <summary>Where a resource's objects are and what they are called, without reading them.</summary>
    public IReadOnlyList<(string Namespace, string Name)> Keys(string resource, string? scope = null) =>
        [.. registry.Store.Snapshot(KindOf(resource)).In(scope).Select(obj => (obj.Key.Namespace, obj.Key.Name))];

    /// <summary>How many objects of a resource there are.</summary>
    public int Count(string resource, string? scope = null) => registry.Store.Snapshot(KindOf(resource)).In(scope).Count();

    /// <summary>Reads, changes and writes until no other writer came between. A subresource ("status") confines the change.</summary>
    public JsonObject Update(string resource, string? scope, string name, Action<JsonObject> change, string? subresource = null) => Refusing(() =>
        registry.Update(KeyOf(resource, scope, name), current =>
        {
            change(current);
            return current;
        }, Options with { Subresource = subresource }).Read());

    /// <summary>Applies a JSON merge patch.</summary>
    public JsonObject Patch(string resource, string? scope, string name, string mergePatch, string? subresource = null) => Refusing(() =>
        registry.Update(KeyOf(resource, scope, name),
            current => (JsonObject)MergePatch.Apply(current, JsonNode.Parse(mergePatch))!, Options with { Subresource = subresource }).Read());

    /// <summary>Deletes an object as a client would, grace period and finalizers included. False when it doesn't exist.</summary>
    public bool Delete(string resource, string? scope, string name)
    {
        try
        {
            Refusing(() => registry.Delete(KeyOf(resource, scope, name)));
            return true;
        }
        catch (ClusterRefusedException refusal) when (refusal.Code == 404)
        {
            return false;
        }
    }

    private static T Refusing<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (ApiException refusal)
        {
            throw new ClusterRefusedException(refusal.Code, refusal.Reason, refusal.Message);
        }
    }

    private ObjectKey KeyOf(string resource, string? scope, string name)
    {
        var kind = KindOf(resource);
        return new ObjectKey(kind, ScopeOf(kind, scope), name);
    }

    private static string ScopeOf(ResourceKind kind, string? scope) => !kind.Namespaced ? "" : string.IsNullOrEmpty(scope) ? "default" : scope;

    private ResourceKind KindOf(string resource) =>
        kinds.FindResource(resource)?.Stored ?? throw new ArgumentException($"the server doesn't have a resource type \"{resource}\"", nameof(resource));
}
