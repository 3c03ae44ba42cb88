using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Grains.Tests.Watching;

public sealed class FindingNotesTests
{
    private static readonly WorkloadKey Web = new("shop", "Deployment", "web"), Api = new("shop", "Deployment", "api");
    private static readonly ObjectFinding
        Pending = new(new("apps/v1", "Deployment", "shop", "web", "u"), "PendingReference", false, "there is no such Service"),
        OfNamespace = new(new("v1", "Namespace", "", "shop", "n"), "BadAnnotation", true, "mode cannot be read");

    private readonly FakeTimeProvider time = new();
    private readonly List<ObjectFinding> told = [];
    private bool hasRoom = true;
    private readonly FindingNotes notes;

    public FindingNotesTests() => notes = new(finding =>
    {
        if (hasRoom) told.Add(finding);
        return hasRoom;
    }, time);

    [Fact]
    public void What_stands_is_told_once_and_not_at_once()
    {
        notes.Set(Web, [Pending]);
        notes.Tell();
        var atOnce = told.Count;

        time.Advance(FindingNotes.Patience);
        notes.Tell();
        notes.Set(Web, [Pending]);
        time.Advance(FindingNotes.Patience);
        notes.Tell();

        Assert.Equal(0, atOnce);
        Assert.Equal([Pending], told);
    }

    [Fact]
    public void What_passes_in_the_meantime_is_not_told()
    {
        notes.Set(Web, [Pending]);
        time.Advance(FindingNotes.Patience / 2);
        notes.Set(Web, []);

        time.Advance(FindingNotes.Patience);
        notes.Tell();

        Assert.Empty(told);
    }

    [Fact]
    public void What_comes_back_is_told_again()
    {
        notes.Set(Web, [Pending]);
        time.Advance(FindingNotes.Patience);
        notes.Tell();
        notes.Set(Web, []);

        notes.Set(Web, [Pending]);
        time.Advance(FindingNotes.Patience);
        notes.Tell();

        Assert.Equal([Pending, Pending], told);
    }

    [Fact]
    public void What_stood_when_the_shard_was_taken_over_was_told_before_and_what_comes_later_was_not()
    {
        notes.TakeOver([Web]);
        notes.Set(Web, [Pending]);
        time.Advance(FindingNotes.Patience);
        notes.Tell();
        var afterTakeover = told.Count;

        notes.Set(Web, [Pending, OfNamespace]);
        time.Advance(FindingNotes.Patience);
        notes.Tell();

        Assert.Equal(0, afterTakeover);
        Assert.Equal([OfNamespace], told);
    }

    [Fact]
    public void What_several_workloads_have_in_common_is_told_once()
    {
        notes.Set(Web, [OfNamespace]);
        notes.Set(Api, [OfNamespace]);

        time.Advance(FindingNotes.Patience);
        notes.Tell();
        notes.Tell();

        Assert.Equal([OfNamespace], told);
    }

    [Fact]
    public void What_finds_no_room_is_told_when_there_is_some()
    {
        notes.Set(Web, [Pending]);
        time.Advance(FindingNotes.Patience);
        hasRoom = false;
        notes.Tell();

        hasRoom = true;
        notes.Tell();

        Assert.Equal([Pending], told);
    }

    [Fact]
    public void One_workload_never_fills_the_log()
    {
        notes.Set(Web, Enumerable.Range(0, 1000).Select(index => Pending with { Message = $"{index}" }));
        time.Advance(FindingNotes.Patience);
        notes.Tell();

        Assert.Equal(FindingNotes.MostOfOne, told.Count);
    }
}
