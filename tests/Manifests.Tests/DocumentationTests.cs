using System.Text.RegularExpressions;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Silo.Configuration;

namespace NetpolOrleans.Manifests.Tests;

public sealed partial class DocumentationTests
{
    private static readonly string Operations = Repository.Read("docs", "operations.md");

    [GeneratedRegex(@"(?<![\w/.-])(src|k8s|tests|dashboards|eng|docs/adr)/[A-Za-z0-9_./-]+")]
    private static partial Regex Path();

    [GeneratedRegex("Create(Observable)?(Counter|Histogram|UpDownCounter|Gauge)(<[a-z]+>)?\\(\\s*\"(?<name>[^\"]+)\"")]
    private static partial Regex Instrument();

    /// <summary>What the exporter adds to a name: unit and kind.</summary>
    [GeneratedRegex("(_seconds|_bytes)?(_total)?$")]
    private static partial Regex Unit();

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

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("docs/architecture.md")]
    [InlineData("docs/operations.md")]
    [InlineData("docs/security.md")]
    [InlineData("docs/cli.md")]
    public void Whatever_file_or_folder_a_page_names_is_there(string page)
    {
        var named = Path().Matches(Repository.Read(page.Split('/'))).Select(match => match.Value.TrimEnd('/', '.'));

        Assert.All(named, name => Assert.True(File.Exists(Repository.PathOf(name)) || Directory.Exists(Repository.PathOf(name)), $"{page} names {name}, which is not there"));
    }

    [Fact]
    public void Every_metric_of_the_code_is_in_the_table_and_nothing_else_is()
    {
        var made = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(path => Instrument().Matches(File.ReadAllText(path))).Select(match => match.Groups["name"].Value.Replace('.', '_'));

        var documented = Operations.Split("## Metrics")[1].Split("\n## ")[0].Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => Unit().Replace(line.Split('`')[1], ""));

        Assert.Equal(made.Distinct().Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_reason_of_an_Event_is_in_the_table_and_nothing_else_is()
    {
        var documented = Operations.Split("## Events")[1].Split("\n## ")[0].Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);

        Assert.Equal(ObjectFindings.Reasons.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }
}
