using System.Text.RegularExpressions;

namespace NetpolOrleans.Manifests.Tests;

/// <summary>What others publish under a tag may change; what runs with our rights is named by its contents.</summary>
public sealed partial class WorkflowTests
{
    [GeneratedRegex(@"uses: (?<action>\S+)")]
    private static partial Regex Use();

    [GeneratedRegex("^[a-z-]+/[a-z-]+@[0-9a-f]{40}$")]
    private static partial Regex ByCommit();

    [Fact]
    public void Every_action_is_pinned_to_a_commit()
    {
        var actions = Workflows().SelectMany(text => Use().Matches(text)).Select(match => match.Groups["action"].Value).ToList();

        Assert.NotEmpty(actions);
        Assert.All(actions, action => Assert.Matches(ByCommit(), action));
    }

    [Fact]
    public void Every_workflow_starts_with_no_more_rights_than_to_read()
    {
        Assert.All(Workflows(), text => Assert.Contains("permissions:\n  contents: read\n", text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Workflows() => Directory.EnumerateFiles(Repository.PathOf(".github", "workflows"), "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllText);
}
