using NetpolOrleans.Grains.Placement;

namespace NetpolOrleans.Grains.Tests.Placement;

/// <summary>Where grains of workloads are, of a shard that has too many to be reconciled beside its watcher.</summary>
public sealed class WorkloadSeatTests
{
    private static readonly string[] Workloads = [.. Enumerable.Range(0, 3000).Select(index => $"huge/Deployment/w{index}")];

    [Fact]
    public void Every_silo_says_the_same() =>
        Assert.Equal(Workloads.Select(workload => WorkloadSeat.Of(workload, new Silos(active: 3, local: 0).Owners)), Workloads.Select(workload => WorkloadSeat.Of(workload, new Silos(active: 3, local: 2).Owners)));

    [Fact]
    public void They_spread_over_all_of_them()
    {
        var silos = new Silos(active: 5);

        var counts = Workloads.CountBy(workload => WorkloadSeat.Of(workload, silos.Owners)).ToList();

        Assert.Equal(5, counts.Count);
        Assert.All(counts, count => Assert.InRange(count.Value, 500, 700)); // 600 each, and a few standard deviations of 22
    }

    [Fact]
    public void When_a_silo_goes_only_its_own_move()
    {
        var silos = new Silos(active: 4);
        var before = Workloads.ToDictionary(workload => workload, workload => WorkloadSeat.Of(workload, silos.Owners));

        silos.Activate(0, 1, 3);

        var gone = Silos.Silo(2);
        var after = Workloads.ToDictionary(workload => workload, workload => WorkloadSeat.Of(workload, silos.Owners));
        Assert.All(Workloads, workload => Assert.Equal(!before[workload].Equals(gone), after[workload].Equals(before[workload])));
        Assert.Contains(before.Values, gone.Equals);
    }

    [Fact]
    public void When_one_comes_only_those_move_that_go_there()
    {
        var silos = new Silos(active: 3);
        var before = Workloads.ToDictionary(workload => workload, workload => WorkloadSeat.Of(workload, silos.Owners));

        silos.Activate(0, 1, 2, 3);

        var moved = Workloads.Where(workload => !WorkloadSeat.Of(workload, silos.Owners).Equals(before[workload])).ToList();
        Assert.InRange(moved.Count, 600, 900);
        Assert.All(moved, workload => Assert.Equal(Silos.Silo(3), WorkloadSeat.Of(workload, silos.Owners)));
    }

    [Fact]
    public void While_no_silo_is_known_to_be_active_it_is_this_one() =>
        Assert.Equal(Silos.Silo(1), WorkloadSeat.Of(Workloads[0], new Silos(active: 0, local: 1).Owners));

    [Fact]
    public async Task What_one_call_asks_for_is_none_of_anothers()
    {
        var (one, other, outside) = await SeatsAsync();

        Assert.Equal((Silos.Silo(1), Silos.Silo(2), null), (one, other, outside));
        WorkloadSeat.Ask(Silos.Silo(3));
        Assert.Equal(Silos.Silo(3), WorkloadSeat.Asked);
        RequestContext.Clear();
        Assert.Null(WorkloadSeat.Asked);

        static async Task<(SiloAddress? One, SiloAddress? Other, SiloAddress? Outside)> SeatsAsync()
        {
            var seats = await Task.WhenAll(AskAsync(1), AskAsync(2));
            return (seats[0], seats[1], WorkloadSeat.Asked);
        }

        static async Task<SiloAddress?> AskAsync(int silo)
        {
            WorkloadSeat.Ask(Silos.Silo(silo));
            await Task.Yield();
            return WorkloadSeat.Asked;
        }
    }
}
