using System.Text;
using CsCheck;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;

namespace NetpolOrleans.Policies.Tests.References;

/// <summary>
/// The time of the extraction is linear, told without a clock: the characters that it looks at and the bytes that it allocates are counted, and twice
/// the text must not cost much more than twice as much. A quadratic reader pays four times as much.
/// </summary>
public sealed class ExtractionEffortTests
{
    private const double MostGrowth = 2.6;
    private const int Fixed = 1 << 19; // what does not depend on the text: tables, the limits of expansion

    private static readonly Gen<string> Unit = Gen.OneOf(ExtractionPropertyTests.Pieces).List[1, 4].Select(pieces => string.Concat(pieces));

    [Theory]
    [InlineData("a://")]
    [InlineData("${")]
    [InlineData("${A:-")]
    [InlineData("$(")]
    [InlineData("$(A)")]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("{\"host\":\"a\",")]
    [InlineData("host: a\n ")]
    [InlineData("a.")]
    [InlineData("a:1")]
    [InlineData("a:1,")]
    [InlineData("a@")]
    [InlineData("x://a:b")]
    [InlineData("/*\n")]
    [InlineData("<!--\n")]
    [InlineData("<a")]
    [InlineData("upstream ")]
    [InlineData("A=$A$A;")]
    [InlineData("for i in a b; do $i$i; ")]
    [InlineData("X_HOST=a\nX_PORT=1\n")]
    [InlineData("nc a b ")]
    [InlineData("- ")]
    [InlineData("`")]
    [InlineData("\\\"")]
    [InlineData("a a.svc ")]
    [InlineData("a.b {\n")]
    [InlineData("server_name a.svc ")]
    [InlineData("_a._tcp.")]
    [InlineData("dns+")]
    [InlineData("h=a,a.shop.svc\n")]
    [InlineData(":1")]
    [InlineData("9")]
    [InlineData("HOST=$(")]
    [InlineData("for a in ")]
    [InlineData("$")]
    [InlineData("\0")]
    [InlineData(" \n")]
    [InlineData("?a=")]
    [InlineData("Data Source=")]
    public void Twice_as_much_of_anything_costs_twice_as_much(string piece)
    {
        SkipWithoutCounting();

        AssertLinear(size => Repeated(piece, size), 8_000);
    }

    [Fact]
    public void So_does_anything_repeated_behind_something_else_that_is_repeated()
    {
        SkipWithoutCounting();

        Gen.Select(Unit, Unit, Unit).Sample((first, between, second) => AssertLinear(size => Repeated(first, size) + between + Repeated(second, size), 8_000), iter: 100);
    }

    [Theory]
    [InlineData("a", ": ", "b,")]
    [InlineData("a_", "_PORT=1\nX_HOSTS=", "b,")]
    [InlineData("9_", "HOST: ", "1 ")]
    [InlineData("http://a,", " ", "b:1,")]
    [InlineData("upstream a", " {\n", "upstream a")]
    public void The_words_of_a_field_do_not_cost_its_name_each(string name, string separator, string word)
    {
        SkipWithoutCounting();

        AssertLinear(size => Repeated(name, size) + separator + Repeated(word, size), 20_000);
    }

    [Fact]
    public void A_megabyte_in_each_place_is_read()
    {
        var text = Repeated("http://cart:80 ", 1 << 20);

        Assert.Equal(["shop/cart:80"], Extracted.Print(Read(text)).Distinct());
    }

    private static void SkipWithoutCounting()
    {
        var before = Effort.Spent;
        Effort.Spend(1);
        Assert.SkipWhen(Effort.Spent == before, "Characters are counted in builds for debugging only");
    }

    private static void AssertLinear(Func<int, string> text, int size)
    {
        var (once, twice) = (text(size), text(2 * size));

        var (effort, memory) = Cost(once);
        var (doubleEffort, doubleMemory) = Cost(twice);

        Assert.True(effort >= once.Length, "every character is looked at");
        Assert.True(doubleEffort <= (MostGrowth * effort) + Fixed, $"{Shown(once)}: {effort} characters become {doubleEffort}");
        Assert.True(doubleMemory <= (MostGrowth * memory) + (8 * Fixed), $"{Shown(once)}: {memory} bytes become {doubleMemory}");
    }

    private static (long Characters, long Bytes) Cost(string text)
    {
        var (characters, bytes) = (Effort.Spent, GC.GetAllocatedBytesForCurrentThread());
        Read(text);
        return (Effort.Spent - characters, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }

    /// <summary>As a variable, an argument, a file and a script.</summary>
    private static ExtractedReferences Read(string text) => Extracted.From(
        new Container { Name = "app", Env = [new("B_HOST", text)], Args = [text], MountedVolumes = ["files"] },
        ("files", "f", text), ("files", "g", "#!/bin/sh\n" + text));

    private static string Repeated(string piece, int size) => piece.Length == 0 ? "" : new StringBuilder().Insert(0, piece, Math.Max(1, size / piece.Length)).ToString();

    private static string Shown(string text) => text.Length > 80 ? $"{text[..80]}…" : text;
}
