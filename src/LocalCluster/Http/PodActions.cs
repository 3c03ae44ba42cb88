using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Selection;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Http;

/// <summary>Subresources of pods that are actions: eviction works, what needs a container is refused in words.</summary>
internal sealed class PodActions(ObjectRegistry registry)
{
    public async Task EvictAsync(ApiRequest request)
    {
        var body = (await RequestBody.ReadAsync(request.Http, "Eviction", request.Aborted)).AsObject();
        if (registry.Store.Find(request.Key) is { } pod && BudgetAgainst(pod) is { } budget) throw ApiErrors.Evicted(budget);
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

    // A budget that allows no disruption holds its pods; those that aren't running may go.
    private StoredObject? BudgetAgainst(StoredObject pod)
    {
        if (pod.Read().Object("status").Text("phase") is not "Running") return null;
        return registry.Store.Snapshot(Kinds.PodDisruptionBudgets).In(pod.Key.Namespace).FirstOrDefault(budget =>
            budget.Read() is var each && (each.Object("status").Number("disruptionsAllowed") ?? 0) == 0
            && each.Object("spec").Object("selector") is { } selector && LabelSelector.Of(selector).Matches(pod.Labels));
    }
}
