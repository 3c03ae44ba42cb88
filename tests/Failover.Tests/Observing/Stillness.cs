using System.Text.Json.Nodes;
using NetpolOrleans.Failover.Tests.Harness;

namespace NetpolOrleans.Failover.Tests.Observing;

/// <summary>Invariant I4: over a converged cluster the controller writes no policy and no Event, whatever happens to it.</summary>
internal sealed class Stillness
{
    private const string Events = "apis/events.k8s.io/v1/events";

    private readonly Theatre theatre;
    private readonly int writes;
    private readonly HashSet<string> events;

    private Stillness(Theatre theatre, HashSet<string> events) => (this.theatre, writes, this.events) = (theatre, theatre.World.Journal.Writes.Count, events);

    public static async Task<Stillness> BeginAsync(Theatre theatre)
    {
        await theatre.World.Journal.CatchUpAsync(); // what was written before is none of it
        return new(theatre, await EventsAsync(theatre));
    }

    /// <summary>Fails where something was written since the beginning; returns how much was, for a table.</summary>
    public async Task<string> KeptAsync(string through)
    {
        await theatre.World.Journal.CatchUpAsync();
        var written = theatre.World.Journal.Writes.Skip(writes).Select(write => write.Name.ToString()).ToList();
        var told = (await EventsAsync(theatre)).Except(events).ToList();
        Assert.True(written.Count == 0, $"{through}: policies were written: {string.Join(", ", written.Take(10))}\n{theatre.Logs}");
        Assert.True(told.Count == 0, $"{through}: Events were written: {string.Join(", ", told.Take(10))}");
        return "0";
    }

    /// <summary>The controller's own pods are the tests' making, and may well be told something of.</summary>
    private static bool IsOfTheFleet(JsonNode written) =>
        (string?)written["reportingController"] == "netpol-orleans" && ((string)written["metadata"]!["namespace"]!).StartsWith("fleet-", StringComparison.Ordinal);

    private static async Task<HashSet<string>> EventsAsync(Theatre theatre) =>
    [
        .. (await theatre.World.Api.GetAsync(Events, World.Cancellation))["items"]!.AsArray().Where(each => IsOfTheFleet(each!))
            .Select(each => $"{each!["metadata"]!["namespace"]}/{each["metadata"]!["name"]}: {each["reason"]} {each["note"]}"),
    ];
}
