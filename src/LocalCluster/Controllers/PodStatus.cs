using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Controllers;

/// <summary>What a kubelet writes into a pod's status.</summary>
internal static class PodStatus
{
    public static void Running(JsonObject pod, string host, string address, bool ready, string now)
    {
        var status = pod.Ensure("status");
        status["observedGeneration"] = pod.Metadata()["generation"]?.DeepClone();
        status["phase"] = "Running";
        status["hostIP"] = host;
        status["hostIPs"] = new JsonArray(new JsonObject { ["ip"] = host });
        status["podIP"] = address;
        status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = address });
        status.Default("startTime", now);
        foreach (var (type, value) in ((string, bool)[])[("PodReadyToStartContainers", true), ("Initialized", true), ("Ready", ready), ("ContainersReady", ready), ("PodScheduled", true)])
            Conditions.Set(status, type, value, value ? "" : "ContainersNotReady", "", now);
        status["containerStatuses"] = Containers(pod, ready, new JsonObject { ["running"] = new JsonObject { ["startedAt"] = now } });
    }

    public static void Succeeded(JsonObject pod, string now)
    {
        var status = pod.Ensure("status");
        status["phase"] = "Succeeded";
        Conditions.Set(status, "Ready", false, "PodCompleted", "", now);
        Conditions.Set(status, "ContainersReady", false, "PodCompleted", "", now);
        status["containerStatuses"] = Containers(pod, false, new JsonObject
        {
            ["terminated"] = new JsonObject { ["exitCode"] = 0, ["reason"] = "Completed", ["finishedAt"] = now },
        });
    }

    private static JsonArray Containers(JsonObject pod, bool ready, JsonObject state) => [.. pod.Object("spec").Objects("containers").Select(container => new JsonObject
    {
        ["name"] = container.Text("name"),
        ["state"] = state.DeepClone(),
        ["lastState"] = new JsonObject(),
        ["ready"] = ready,
        ["restartCount"] = 0,
        ["image"] = container.Text("image"),
        ["imageID"] = $"simulated://{container.Text("image")}",
        ["containerID"] = $"simulated://{pod.Uid()}-{container.Text("name")}",
        ["started"] = ready,
    })];
}
