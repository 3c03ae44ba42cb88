using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Http;

/// <summary>Get, create, update and delete of one object, and deletecollection.</summary>
internal sealed class ObjectHandler(ObjectRegistry registry)
{
    public Task GetAsync(ApiRequest request) => ObjectWriter.WriteAsync(request, registry.Get(request.Key));

    public async Task CreateAsync(ApiRequest request)
    {
        if (request.Info.Name is not null) throw ApiErrors.MethodNotAllowed();
        var body = await RequestDecoder.ReadAsync(request);
        var created = registry.Create(request.Kind.Stored, ScopeOf(request, body), request.Kind.Unview(body), request.WriteOptions());
        await ObjectWriter.WriteAsync(request, created, 201);
    }

    public async Task UpdateAsync(ApiRequest request)
    {
        if (request.Info.Name is null) throw ApiErrors.MethodNotAllowed();
        var body = await RequestDecoder.ReadAsync(request);
        if (string.IsNullOrEmpty(body.Name())) throw ApiErrors.BadRequest($"the name of the object ({body.Name()}) does not match the name on the URL ({request.Info.Name})");
        if (request.Kind.CreatesOnUpdate && request.Info.Subresource is null && registry.Store.Find(request.Key) is null && string.IsNullOrEmpty(body.Metadata().Text("resourceVersion")))
        {
            await ObjectWriter.WriteAsync(request, registry.Create(request.Key.Kind, request.Key.Namespace, request.Kind.Unview(body), request.WriteOptions()), 201);
            return;
        }
        var updated = registry.Update(request.Key, _ => request.Kind.Unview(body.Copy()), request.WriteOptions());
        await ObjectWriter.WriteAsync(request, updated);
    }

    public async Task DeleteAsync(ApiRequest request)
    {
        var options = DeleteOptions.From(await RequestBody.ReadOptionsAsync(request.Http, request.Aborted), request.Query);
        var (deleted, gone) = registry.Delete(request.Key, options);
        if (gone && !request.Kind.ReturnsDeleted) await ObjectWriter.WriteAsync(request.Http, Success(request.Kind, deleted));
        else await ObjectWriter.WriteAsync(request, deleted);
    }

    public async Task DeleteCollectionAsync(ApiRequest request)
    {
        var options = DeleteOptions.From(await RequestBody.ReadOptionsAsync(request.Http, request.Aborted), request.Query);
        var (labels, fields) = (request.Labels(), request.Fields());
        var items = new JsonArray();
        var snapshot = registry.Store.Snapshot(request.Kind.Stored);
        foreach (var obj in snapshot.In(request.Scope).Where(obj => labels.Matches(obj.Labels) && fields.Matches(obj)))
        {
            try
            {
                items.Add(registry.Delete(obj.Key, options).Object.Read());
            }
            catch (ApiException refusal) when (refusal.Code == 404)
            {
                // Somebody else deleted it.
            }
        }
        await ObjectWriter.WriteAsync(request.Http, new JsonObject
        {
            ["kind"] = request.Kind.ListKind,
            ["apiVersion"] = request.Kind.ApiVersion,
            ["metadata"] = new JsonObject { ["resourceVersion"] = registry.Store.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture) },
            ["items"] = items,
        });
    }

    private static string ScopeOf(ApiRequest request, JsonObject body)
    {
        if (!request.Kind.Namespaced) return "";
        return request.Info.Namespace ?? body.Namespace();
    }

    private static JsonObject Success(ResourceKind kind, StoredObject deleted)
    {
        var details = new JsonObject { ["name"] = deleted.Key.Name };
        if (kind.Group.Length > 0) details["group"] = kind.Group;
        details["kind"] = kind.Plural;
        details["uid"] = deleted.Uid;
        return new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        };
    }
}
