namespace NetpolOrleans.Cli.Tests.Golden;

/// <summary>Small clusters with a hand-written truth: who may talk to whom, on which ports, and nothing else.</summary>
public sealed class GoldenTests
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Golden", "Cases");

    public static TheoryData<string> Cases => [.. Directory.EnumerateDirectories(Root).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_policies_allow_what_the_case_lists_and_nothing_else(string name)
    {
        var golden = new GoldenCase(Path.Combine(Root, name));

        Assert.Equal(golden.ExpectedPairs, golden.AllowedPairs);
        Assert.Empty(golden.WrongAboutAddresses);
        Assert.Equal(golden.ExpectedBaselines, golden.Baselines);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_reports_say_what_the_case_asks_for(string name) =>
        Assert.Empty(new GoldenCase(Path.Combine(Root, name)).MissingFindings);

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_policy_has_an_empty_selector_and_each_selects_one_workload(string name)
    {
        var reports = new GoldenCase(Path.Combine(Root, name)).Reports;

        Assert.All(reports.SelectMany(report => report.Policies), policy => Assert.False(policy.Spec.PodSelector.IsEmpty));
        Assert.Distinct(reports.SelectMany(report => report.Policies).Select(policy => policy.Name));
    }
}
