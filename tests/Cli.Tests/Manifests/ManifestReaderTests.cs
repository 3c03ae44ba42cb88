using NetpolOrleans.Cli.Manifests;

namespace NetpolOrleans.Cli.Tests.Manifests;

public sealed class ManifestReaderTests
{
    private readonly List<Diagnostic> diagnostics = [];

    [Fact]
    public void Lists_are_opened_with_the_place_of_each_item()
    {
        var objects = Read("""
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: Service, metadata: {name: a}}
            - apiVersion: v1
              kind: ConfigMapList
              items:
              - metadata: {name: b}
            """);

        Assert.Equal(["Service a f.yaml:4:3", "ConfigMap b f.yaml:8:5"], objects.Select(item => $"{item} {item.Location}"));
    }

    [Fact]
    public void A_document_that_is_no_object_of_kubernetes_is_passed_over()
    {
        Assert.Empty(Read("replicas: 3\nimage: x"));

        Assert.Equal(Severity.Note, Assert.Single(diagnostics).Severity);
    }

    [Fact]
    public void A_document_that_is_no_map_is_an_error()
    {
        Assert.Empty(Read("- a\n- b"));

        Assert.Equal(Severity.Error, Assert.Single(diagnostics).Severity);
    }

    private List<ManifestObject> Read(string text) => [.. new ManifestReader(diagnostics.Add).Read(new("f.yaml", text))];
}
