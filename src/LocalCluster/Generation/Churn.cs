using System.Globalization;
using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Generation;

/// <summary>Keeps a cluster busy, at given rates and from a seed, until it is cancelled.</summary>
public sealed class Churn(LocalCluster cluster, ChurnRates rates, int seed = 0)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);
    private readonly Random random = new(seed);
    private long revision;

    /// <summary>How many changes were made.</summary>
    public long Changes { get; private set; }

    /// <summary>Runs until cancelled; a cancellation is its regular end.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Tick, cluster.TimeProvider, ct);
                Step(rates.PodDeletions, "pods", (resource, scope, name) => cluster.Objects.Delete(resource, scope, name));
                Step(rates.StatusUpdates, "deployments", (resource, scope, name) => Change(resource, scope, name, obj => obj.Ensure("status")["collisionCount"] = ++revision, "status"));
                Step(rates.Rollouts, "deployments", (resource, scope, name) => Change(resource, scope, name, NewImage));
                Step(rates.Scalings, "deployments", (resource, scope, name) => Change(resource, scope, name, obj => obj.Ensure("spec")["replicas"] = random.Next(1, 4)));
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The regular end.
        }
    }

    private void Step(double perSecond, string resource, Action<string, string, string> change)
    {
        var due = perSecond * Tick.TotalSeconds;
        for (; due > 0 && random.NextDouble() < due; due--)
        {
            var keys = cluster.Objects.Keys(resource);
            if (keys.Count == 0) return;
            var (scope, name) = keys[random.Next(keys.Count)];
            change(resource, scope, name);
            Changes++;
        }
    }

    private void Change(string resource, string scope, string name, Action<JsonObject> change, string? subresource = null)
    {
        try
        {
            cluster.Objects.Update(resource, scope, name, change, subresource);
        }
        catch (ClusterRefusedException refusal) when (refusal.Code == 404)
        {
            // Gone meanwhile.
        }
    }

    private void NewImage(JsonObject deployment)
    {
        foreach (var container in deployment.At("spec", "template", "spec").Objects("containers"))
            container["image"] = $"registry.test/app:{(++revision).ToString(CultureInfo.InvariantCulture)}";
    }
}
