using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Silo.Configuration;

namespace NetpolOrleans.Manifests.Tests;

public sealed class DocumentationTests
{
    private static readonly string Operations = Repository.Read("docs", "operations.md");

    [Fact]
    public void Every_option_is_in_the_table()
    {
        Assert.All(SiloSettings.All, option => Assert.Contains($"| `{SettingName.Variable(option.Property.Name)}` |", Operations, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_variable_in_the_table_is_an_option()
    {
        var known = SiloSettings.All.Select(option => SettingName.Variable(option.Property.Name)).ToHashSet(StringComparer.Ordinal);

        var documented = Operations.Split('\n').Where(line => line.StartsWith("| `NETPOL_", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);

        Assert.All(documented, variable => Assert.Contains(variable, known));
    }

    [Fact]
    public void Every_reason_of_an_Event_is_in_the_table_and_nothing_else_is()
    {
        var documented = Operations.Split("## Events")[1].Split("\n## ")[0].Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);

        Assert.Equal(ObjectFindings.Reasons.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }
}
