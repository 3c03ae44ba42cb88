using System.Collections.Immutable;
using System.Net;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>The reaper's decision as a table: this silo is silo-0 at 10.0.0.1, generation 1000, in the pod with uid A.</summary>
public sealed class DefunctSilosTests
{
    private static readonly SiloIdentity Self = TestSiloTable.Identity("silo-0", 1, 1000, "A");

    [Theory]
    [InlineData("silo-0", 7, 900, "Z", null, "this silo has its name and is newer")]
    [InlineData("silo-0", 7, 1100, "Z", "A@10.0.0.1", "its pod was replaced by one of the same name")] // its clock was ahead
    [InlineData("silo-0", 1, 900, "A", "A@10.0.0.1", "this silo runs in the same pod, after it")]
    [InlineData("silo-0", 1, 1100, "A", "A@10.0.0.1", "this silo runs in the same pod, after it")]
    [InlineData("other", 1, 900, "Z", "Z@10.0.0.1", "this silo has its address and is newer")]
    [InlineData("other", 1, 1100, "Z", "Z@10.0.0.1", null)]
    [InlineData("silo-1", 2, 900, "B", "B@10.0.0.2", null)]
    [InlineData("silo-1", 2, 900, "B", "gone", "its pod is gone")]
    [InlineData("silo-1", 2, 900, "B", "C@10.0.0.2", "its pod was replaced by one of the same name")]
    [InlineData("silo-1", 2, 900, "B", "C@", "its pod was replaced by one of the same name")]
    [InlineData("silo-1", 2, 900, "B", "B@10.0.0.9", "its pod has another address")]
    [InlineData("silo-1", 2, 900, "B", "B@", null)] // the pod has no address yet
    [InlineData("silo-1", 2, 900, "B", "B@10.0.0.9,10.0.0.2", null)] // dual stack
    [InlineData("silo-1", 2, 900, "B", "ended", "its pod has ended")]
    [InlineData("silo-1", 2, 900, "B", null, null)] // not looked up
    [InlineData("silo-1", 2, 900, null, "gone", null)] // the silo is no pod: only its name and address tell
    [InlineData("silo-0", 7, 900, null, "gone", "this silo has its name and is newer")]
    public void A_row_is_defunct_when_that_is_proven(string name, int number, int generation, string? podUid, string? pod, string? reason)
    {
        var row = SiloRow.From(Entries.Of(TestSiloTable.Address(number, generation)), podUid is null ? null : name, podUid) with { Name = name };

        var defunct = DefunctSilos.Among([row], Self, Pods(name, pod));

        Assert.Equal(reason, defunct.SingleOrDefault()?.Reason);
    }

    [Fact]
    public void The_dead_and_this_silo_are_not_reaped()
    {
        var dead = SiloRow.From(Entries.Of(2, SiloStatus.Dead), "silo-1", "B");
        var self = SiloRow.From(Entries.Of(1), "silo-0", "A");

        Assert.Empty(DefunctSilos.Among([dead, self], Self, Pods("silo-1", "gone").Add("silo-0", null)));
    }

    private static ImmutableDictionary<string, PodFacts?> Pods(string name, string? pod)
    {
        var none = ImmutableDictionary<string, PodFacts?>.Empty;
        return pod switch
        {
            null => none,
            "gone" => none.Add(name, null),
            "ended" => none.Add(name, new PodFacts("B", [], true, null)),
            _ => none.Add(name, Facts(pod.Split('@'))),
        };
    }

    private static PodFacts Facts(string[] pod) =>
        new(pod[0], [.. pod[1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)], false, null);
}
