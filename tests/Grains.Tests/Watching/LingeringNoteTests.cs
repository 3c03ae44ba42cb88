using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Policies.References;

namespace NetpolOrleans.Grains.Tests.Watching;

public sealed class LingeringNoteTests
{
    private static readonly Reference Reference = new(
        [ReferenceTarget.Service("a", "s", 80), new(TargetKind.PodName, new("a", "p"), Pod: "p")], Certainty.IfServiceExists, new("main", "env from ConfigMap m", "HOST", "s:80"));

    [Fact]
    public void What_is_written_is_read_back() => Assert.Equal([Reference], LingeringNote.Read(LingeringNote.Write([Reference])));

    [Fact]
    public void Nothing_lingering_is_no_note() => Assert.Null(LingeringNote.Write([]));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("""[{"Candidates":[],"Certainty":"Explicit","Evidence":{"Field":"env","Text":"x"}}]""")]
    [InlineData("""[{"Candidates":[null],"Certainty":"Explicit","Evidence":{"Field":"env","Text":"x"}}]""")]
    [InlineData("""[{"Candidates":[{"Kind":"Service","Name":{}}],"Certainty":"Explicit","Evidence":{"Field":"env","Text":"x"}}]""")]
    public void A_note_that_somebody_spoilt_says_nothing(string? text) => Assert.Empty(LingeringNote.Read(text));
}
