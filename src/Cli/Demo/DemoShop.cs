using LocalKubernetes;
using NetpolOrleans.Cli.Manifests;

namespace NetpolOrleans.Cli.Demo;

/// <summary>The demo's own application.</summary>
internal static class DemoShop
{
    /// <summary>Creates its objects in the local cluster.</summary>
    public static void CreateIn(LocalCluster cluster)
    {
        using var stream = typeof(DemoShop).Assembly.GetManifestResourceStream("NetpolOrleans.Cli.Demo.shop.yaml")!;
        using var text = new StreamReader(stream);
        var reader = new ManifestReader(diagnostic => throw new CommandFailedException(diagnostic.ToString()));
        foreach (var item in reader.Read(new("shop.yaml", text.ReadToEnd()))) cluster.Objects.Create(item.Json);
    }
}
