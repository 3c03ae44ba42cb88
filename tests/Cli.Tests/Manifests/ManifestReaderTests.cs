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
    public void A_document_that_is_no_map_is_an_error_with_its_place()
    {
        Read("---\n# five\n  5\n---\n- a\n");

        Assert.Equal(["f.yaml:3:3", "f.yaml:5:1"], diagnostics.Select(diagnostic => diagnostic.Where));
    }

    [Fact]
    public void A_document_that_is_no_map_is_an_error()
    {
        Assert.Empty(Read("- a\n- b"));

        Assert.Equal(Severity.Error, Assert.Single(diagnostics).Severity);
    }

    [Fact]
    public void An_item_that_is_no_map_is_an_error()
    {
        Assert.Empty(Read("{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: List, items: [[a]]}]}"));

        Assert.EndsWith("error: an item of a list is a list, no object", Assert.Single(diagnostics).ToString());
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: Service\nmetadata: {namespace: {a: 1}, name: [x]}")]
    [InlineData("apiVersion: v1\nkind: Service\nmetadata: 5")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {name: x, namespace: 7}\nstatus: []")]
    [InlineData("apiVersion: v1\nkind: Pod")]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\nspec: []")]
    public async Task An_object_of_the_wrong_shape_is_set_aside(string text)
    {
        var run = await CliRun.WithInputAsync(text, "synth", "-");

        Assert.Equal((ExitCodes.Failure, ""), (run.ExitCode, run.Out));
        Assert.Contains("set aside", run.Error);
    }

    [Fact]
    public async Task A_name_that_is_to_be_generated_is_its_stem()
    {
        var run = await CliRun.WithInputAsync("apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: import-}\nspec: {template: {metadata: {labels: {app: i}}, spec: {containers: []}}}", "synth", "-");

        Assert.Contains("name: job-import", run.Out);
    }

    private List<ManifestObject> Read(string text) => [.. new ManifestReader(diagnostics.Add).Read(new("f.yaml", text))];
}
