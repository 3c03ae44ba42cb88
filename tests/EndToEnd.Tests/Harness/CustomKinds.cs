using System.Text.Json.Nodes;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>Kinds that a cluster gets later.</summary>
internal static class CustomKinds
{
    /// <summary>Makes the server serve a kind of argoproj.io/v1alpha1.</summary>
    public static Task InstallAsync(Stage stage, string plural, string kind) => stage.Api.PostAsync("apis/apiextensions.k8s.io/v1/customresourcedefinitions", new()
    {
        ["apiVersion"] = "apiextensions.k8s.io/v1",
        ["kind"] = "CustomResourceDefinition",
        ["metadata"] = new JsonObject { ["name"] = $"{plural}.argoproj.io" },
        ["spec"] = new JsonObject
        {
            ["group"] = "argoproj.io",
            ["scope"] = "Namespaced",
            ["names"] = new JsonObject { ["plural"] = plural, ["singular"] = kind.ToLowerInvariant(), ["kind"] = kind, ["listKind"] = $"{kind}List" },
            ["versions"] = new JsonArray(new JsonObject
            {
                ["name"] = "v1alpha1",
                ["served"] = true,
                ["storage"] = true,
                ["schema"] = new JsonObject { ["openAPIV3Schema"] = new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true } },
            }),
        },
    }, TestContext.Current.CancellationToken);

    /// <summary>A Rollout that stands for a Deployment's pods.</summary>
    public static Task CreateRolloutAsync(TestSpace space, string name, params IEnumerable<(string Name, string Value)> env)
    {
        var rollout = Manifest.Workload("Deployment", name, env);
        (rollout["apiVersion"], rollout["kind"]) = ("argoproj.io/v1alpha1", "Rollout");
        return space.Stage.Api.PostAsync($"apis/argoproj.io/v1alpha1/namespaces/{space.Name}/rollouts", rollout, TestContext.Current.CancellationToken);
    }
}
