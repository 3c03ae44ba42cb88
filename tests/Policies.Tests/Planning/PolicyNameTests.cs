using System.Text.RegularExpressions;
using CsCheck;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;

namespace NetpolOrleans.Policies.Tests.Planning;

public sealed partial class PolicyNameTests
{
    private static readonly Gen<string> Name = Gen.Select(Gen.Char["abz019"], Gen.OneOf(Gen.Char["ab0-."].Array[0, 20], Gen.Char["ab0-."].Array[230, 251]), Gen.Char["abz019"])
        .Select((first, middle, last) => $"{first}{new string(middle)}{last}".Replace("..", ".a", StringComparison.Ordinal).Replace(".-", ".a", StringComparison.Ordinal).Replace("-.", "a.", StringComparison.Ordinal));

    private static readonly Gen<WorkloadKey> Key = Gen.Select(Gen.OneOf("Deployment", "StatefulSet", "Pod", "CronJob"), Name, (kind, name) => new WorkloadKey("shop", kind, name));

    [Theory]
    [InlineData("Deployment", "backend", 1, "deployment-backend")]
    [InlineData("StatefulSet", "backend", 1, "statefulset-backend")]
    [InlineData("Pod", "a.b", 1, "pod-a.b")]
    public void A_name_says_kind_and_workload(string kind, string workload, int part, string expected) =>
        Assert.Equal(new("shop", expected), PolicyName.Of(new("shop", kind, workload), part));

    [Fact]
    public void Further_parts_have_names_of_their_own_that_the_workload_decides()
    {
        var names = Enumerable.Range(1, 3).Select(part => PolicyName.Of(new("shop", "Deployment", "backend"), part).Name).ToList();

        Assert.Equal(3, names.Distinct().Count());
        Assert.All(names, name => Assert.StartsWith("deployment-backend", name, StringComparison.Ordinal));
        Assert.DoesNotContain(PolicyName.Of(new("shop", "Deployment", "frontend"), 2).Name, names);
    }

    [Fact]
    public void Every_name_is_a_subdomain_of_at_most_253_characters() =>
        Gen.Select(Key, Gen.Int[1, 40]).Sample((key, part) =>
        {
            var name = PolicyName.Of(key, part).Name;

            Assert.InRange(name.Length, 1, 253);
            Assert.Matches(Subdomain(), name);
        }, iter: 5_000);

    [Fact]
    public void Different_workloads_never_share_a_name() =>
        Gen.Select(Key, Key, Gen.Int[1, 3], Gen.Int[1, 3]).Sample((one, other, partOfOne, partOfOther) =>
            Assert.Equal(one == other && partOfOne == partOfOther, PolicyName.Of(one, partOfOne) == PolicyName.Of(other, partOfOther)), iter: 5_000);

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")]
    private static partial Regex Subdomain();
}
