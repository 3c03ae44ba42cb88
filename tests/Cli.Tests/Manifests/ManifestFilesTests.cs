using NetpolOrleans.Cli.Manifests;

namespace NetpolOrleans.Cli.Tests.Manifests;

public sealed class ManifestFilesTests
{
    private readonly List<Diagnostic> diagnostics = [];

    [Fact]
    public void Folders_are_read_with_their_subfolders_hidden_ones_left_out()
    {
        using var folder = new Folder();
        foreach (var name in (string[])["b.yaml", "a/c.yml", "a/d.JSON", "a/notes.txt", ".git/e.yaml", "a/.f.yaml"]) folder.Add(name, name);

        Assert.Equal(["a/c.yml", "a/d.JSON", "b.yaml"], Read(folder.Path).Select(text => text.Text));
        Assert.Empty(diagnostics);
    }

    [Fact]
    public void Links_between_folders_are_not_followed_and_links_to_files_are()
    {
        using var folder = new Folder();
        folder.Add("sub/a.yaml", "a");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "sub", "up"), folder.Path);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "b.yaml"), Path.Combine(folder.Path, "sub", "a.yaml"));

        Assert.Equal(["b.yaml", "sub/a.yaml"], Read(folder.Path).Select(text => Path.GetRelativePath(folder.Path, text.File)));
        Assert.Empty(diagnostics);
    }

    [Fact]
    public void A_link_that_leads_nowhere_or_in_a_circle_is_an_error_and_the_others_are_read()
    {
        using var folder = new Folder();
        folder.Add("a.yaml", "a");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "b.yaml"), Path.Combine(folder.Path, "nowhere.yaml"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "c.yaml"), Path.Combine(folder.Path, "d.yaml"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "d.yaml"), Path.Combine(folder.Path, "c.yaml"));

        Assert.Equal(["a"], Read(folder.Path).Select(text => text.Text));
        Assert.Equal(["b.yaml", "c.yaml", "d.yaml"], diagnostics.Select(diagnostic => Path.GetFileName(diagnostic.Where)));
        Assert.All(diagnostics, diagnostic => Assert.Equal(Severity.Error, diagnostic.Severity));
    }

    [Fact]
    public void A_kustomization_is_no_manifest_and_is_told_not_to_be_applied()
    {
        using var folder = new Folder();
        folder.Add("base/kustomization.yaml", "resources: [a.yaml]");
        folder.Add("base/a.yaml", "a");

        Assert.Equal(["a"], Read(folder.Path).Select(text => text.Text));
        var told = Assert.Single(diagnostics);
        Assert.Equal((Severity.Warning, "kustomization.yaml"), (told.Severity, Path.GetFileName(told.Where)));
        Assert.Contains($"kubectl kustomize {Path.Combine(folder.Path, "base")} | netpol", told.Message);
    }

    private List<ManifestText> Read(string path) => [.. new ManifestFiles(TextReader.Null, diagnostics.Add).Read([path])];
}
