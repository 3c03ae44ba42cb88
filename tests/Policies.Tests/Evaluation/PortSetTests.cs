using CsCheck;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Evaluation;

public sealed class PortSetTests
{
    private static readonly Gen<PortSet> Sets = Gen.Select(Gen.Enum<Protocol>(), Gen.Int[1, 20], Gen.Int[0, 6]).List[0, 4]
        .Select(ranges => ranges.Aggregate(PortSet.None, (sum, range) => sum.Union(PortSet.Of(range.Item1, range.Item2, range.Item2 + range.Item3))));

    [Fact]
    public void Union_intersection_and_difference_are_those_of_sets() =>
        Gen.Select(Sets, Sets, Gen.Enum<Protocol>(), Gen.Int[1, 30]).Sample((a, b, protocol, port) =>
        {
            var (inA, inB) = (a.Contains(protocol, port), b.Contains(protocol, port));
            return a.Union(b).Contains(protocol, port) == (inA || inB)
                && a.Intersect(b).Contains(protocol, port) == (inA && inB)
                && a.Except(b).Contains(protocol, port) == (inA && !inB);
        }, iter: 10_000);

    [Fact]
    public void Equal_sets_are_equal_values_however_they_were_made() =>
        Gen.Select(Sets, Sets).Sample((a, b) => a.Union(b).Equals(b.Union(a)) && a.Except(b).Union(a.Intersect(b)).Equals(a));

    [Fact]
    public void A_set_covers_another_where_nothing_is_left_over() =>
        Gen.Select(Sets, Sets).Sample((a, b) => a.Union(b).Covers(a) && (a.Covers(b) == a.Union(b).Equals(a)));

    [Theory]
    [InlineData(0, 0, "none")]
    [InlineData(5, 4, "none")]
    [InlineData(80, 80, "80/TCP")]
    [InlineData(0, 70000, "*/TCP")]
    [InlineData(65535, 65535, "65535/TCP")]
    public void A_range_is_cut_to_what_the_api_allows(int first, int last, string text) =>
        Assert.Equal(text, PortSet.Of(Protocol.TCP, first, last).ToString());

    [Fact]
    public void Adjacent_ranges_are_one() =>
        Assert.Equal("80-82/TCP", PortSet.Of(Protocol.TCP, 80, 80).Union(PortSet.Of(Protocol.TCP, 81, 82)).ToString());
}
