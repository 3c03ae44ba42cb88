using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Api;

/// <summary>Where an object keeps what its scale subresource shows. Built-in kinds derive the selector from their spec.</summary>
internal sealed record ScalePaths(string[] Replicas, string[] StatusReplicas, string[]? Selector)
{
    public static ScalePaths BuiltIn { get; } = new(["spec", "replicas"], ["status", "replicas"], null);

    public static ScalePaths Of(JsonObject scale) =>
        new(Parts(scale.Text("specReplicasPath")), Parts(scale.Text("statusReplicasPath")), Parts(scale.Text("labelSelectorPath")));

    private static string[] Parts(string? path) => (path ?? "").Split('.', StringSplitOptions.RemoveEmptyEntries);
}
