using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Controllers;

/// <summary>Status conditions that keep their transition time while they don't change.</summary>
internal static class Conditions
{
    public static void Set(JsonObject status, string type, bool value, string reason, string message, string now, bool withUpdateTime = false)
    {
        if (status.Array("conditions") is not { } conditions) status["conditions"] = conditions = [];
        var text = value ? "True" : "False";
        var old = conditions.OfType<JsonObject>().FirstOrDefault(each => each.Text("type") == type);
        var same = old.Text("status") == text;
        if (same && old.Text("reason") == reason && old.Text("message") == message) return;
        var next = new JsonObject { ["type"] = type, ["status"] = text };
        if (withUpdateTime) next["lastUpdateTime"] = now;
        next["lastTransitionTime"] = same ? old.Text("lastTransitionTime") : now;
        if (reason.Length > 0) next["reason"] = reason;
        if (message.Length > 0) next["message"] = message;
        if (old is null) conditions.Add(next);
        else conditions[conditions.IndexOf(old)] = next;
    }
}
