using System.Globalization;
using System.Text.Json.Nodes;
using NetpolOrleans.Grains.Abstractions.Reconciling;
using NetpolOrleans.Grains.Cluster.Tests.Harness;
using NetpolOrleans.Grains.Placement;
using NetpolOrleans.Grains.Reconciling;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Grains.Cluster.Tests;

/// <summary>A shard of more workloads than one silo should reconcile alone.</summary>
public sealed class LargeShardTests
{
    private const string Space = "large";

    [Fact]
    public async Task A_shard_of_very_many_workloads_spreads_them_over_the_silos_and_a_change_there_gets_its_policies()
    {
        await using var stage = await Stage.OpenAsync(silos: 3, namespaces: 1);
        Fill(stage.Local); // once all silos are there: a workload's grain stays where it is until there is something to do for it
        var view = await stage.AtRestAsync(view => view.Namespaces.Contains(Space));

        Manifests.SetVariable(stage.Local, Space, NameOf(1), "OTHER", $"{NameOf(2)}.{Space}");

        await Wait.UntilAsync(() => stage.Journal.IsOpen(Space, NameOf(1), Space, NameOf(2)), () => $"both sides are open\n{stage.Silos}");
        IReadOnlyList<(string Key, string Silo)> grains = [];
        await Wait.UntilAsync(async () => (grains = await stage.Silos.OfAsync<WorkloadGrain>()).Select(grain => grain.Silo).Distinct().Count() == 3, () => $"every silo has grains of workloads\n{stage.Silos}");
        Assert.Equal(grains.Count, grains.Select(grain => grain.Key).Distinct().Count());
        Assert.Contains(grains, grain => grain.Silo != view.OwnerOf(stage.Silos.Map.ShardOf(Space)));
        var status = await stage.Silos.Grains.GetGrain<IWorkloadGrain>(new WorkloadKey(Space, "Deployment", NameOf(1)).ToString()).GetStatus();
        Assert.Equal([new ObjectName(Space, $"deployment-{NameOf(1)}")], status.Policies);
        Assert.Null(status.Trouble);
    }

    private static void Fill(LocalKubernetes.LocalCluster local)
    {
        local.Objects.Create(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = Space } });
        local.Objects.Create(Manifests.Service(Space, NameOf(2)));
        foreach (var number in Enumerable.Range(0, WorkloadSeat.LargestWhole + 10))
        {
            var deployment = Manifests.Deployment(Space, NameOf(number));
            deployment["spec"]!["replicas"] = 0;
            local.Objects.Create(deployment);
        }
    }

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"w{number}");
}
