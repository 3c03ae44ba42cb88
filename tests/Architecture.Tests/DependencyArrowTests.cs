using System.Xml.Linq;

namespace NetpolOrleans.Architecture.Tests;

/// <summary>The arrows of docs/architecture.md, asserted on the project files themselves.</summary>
public sealed class DependencyArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Policies"] = [],
        ["Kubernetes"] = ["Policies"],
        ["Clustering.Kubernetes"] = [],
        ["Grains.Abstractions"] = ["Policies"],
        ["Grains"] = ["Policies", "Kubernetes", "Clustering.Kubernetes", "Grains.Abstractions"],
        ["Silo"] = ["Policies", "Kubernetes", "Clustering.Kubernetes", "Grains.Abstractions", "Grains"],
        ["LocalCluster"] = [],
        ["Cli"] = ["Policies", "Kubernetes", "Silo", "LocalCluster"],
    };

    [Fact]
    public void Every_source_project_has_its_row_in_the_table() =>
        Assert.Equal(Allowed.Keys.Order(), Projects().Select(Path.GetFileNameWithoutExtension).Order());

    [Fact]
    public void A_source_project_refers_only_to_what_its_layer_may_know() =>
        Assert.All(Projects(), project =>
        {
            var allowed = Allowed[Path.GetFileNameWithoutExtension(project)];

            var referenced = XDocument.Load(project).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

            Assert.Empty(referenced.Except(allowed));
        });

    [Fact]
    public void The_brain_has_no_package_at_all() =>
        Assert.Empty(XDocument.Load(Projects().Single(path => Path.GetFileName(path) == "Policies.csproj")).Descendants("PackageReference"));

    private static string[] Projects() => Directory.GetFiles(Path.Combine(Root(), "src"), "*.csproj", SearchOption.AllDirectories);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "NetpolOrleans.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("NetpolOrleans.sln is in no folder above the tests");
        return folder.FullName;
    }
}
