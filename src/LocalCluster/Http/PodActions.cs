using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;

namespace LocalKubernetes.Http;

/// <summary>Subresources of pods that are actions: eviction works, what needs a container is refused in words.</summary>
internal sealed class PodActions(ObjectRegistry registry)
{
    public async Task EvictAsync(ApiRequest request)
    {
        var body = (await RequestBody.ReadAsync(request.Http, "Eviction", request.Aborted)).AsObject();
        registry.Delete(request.Key, DeleteOptions.From(body.Object("deleteOptions"), request.Query));
        await ObjectWriter.WriteAsync(request.Http, new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["code"] = 201,
        }, 201);
    }

    public Task RefuseAsync(ApiRequest request)
    {
        registry.Get(request.Key);
        throw ApiErrors.BadRequest($"{request.Info.Subresource} is not available: the pods of a local cluster are simulated, no container runs");
    }
}
