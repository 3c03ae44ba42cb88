using System.Runtime.InteropServices;

namespace NetpolOrleans.Manifests.Tests;

/// <summary>
/// The image's build, step by step without a container engine: what the build stage copies, and nothing else, in a clean folder; then what it
/// runs. The base images and the final layers are not tried here.
/// </summary>
public sealed class DockerfileTests
{
    [Fact]
    public async Task Its_build_stage_builds_a_silo_from_what_it_copies()
    {
        var folder = Directory.CreateTempSubdirectory("netpol-image-");
        try
        {
            // given
            var source = folder.CreateSubdirectory("source").FullName;
            var app = Path.Combine(folder.FullName, "app");
            var environment = new Dictionary<string, string>
            {
                ["TARGETARCH"] = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "amd64",
                ["MSBUILDDISABLENODEREUSE"] = "1",
            };

            // when
            foreach (var line in BuildStage())
            {
                if (line.StartsWith("COPY ", StringComparison.Ordinal)) Copy(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..], source);
                if (line.StartsWith("RUN ", StringComparison.Ordinal))
                    await Tool.RunAsync("sh", ["-c", line["RUN ".Length..].Replace(" /app", $" {app}", StringComparison.Ordinal)], source, environment);
            }

            // then
            var help = await Tool.RunAsync(Path.Combine(app, "NetpolOrleans.Silo"), ["--help"], app);
            Assert.Contains("--tls-folder", help, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(app, "appsettings.json")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Its_base_images_are_pinned_and_the_last_one_has_no_shell_and_no_root()
    {
        var lines = Repository.Read("Dockerfile").Split('\n');

        var images = lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).Select(line => line.Split(' ').First(word => word.Contains('/', StringComparison.Ordinal))).ToList();

        Assert.All(images, image => Assert.Matches(@":\d+\.\d+\.\d+-", image));
        Assert.Contains("-chiseled", images[^1], StringComparison.Ordinal);
        Assert.Contains("USER 1654", lines);
    }

    [Fact]
    public void No_step_runs_under_emulation_where_it_is_built_for_another_processor()
    {
        var lines = Repository.Read("Dockerfile").Split('\n').ToList();

        Assert.Contains(lines, line => line.StartsWith("FROM --platform=$BUILDPLATFORM ", StringComparison.Ordinal) && line.EndsWith(" AS build", StringComparison.Ordinal));
        Assert.DoesNotContain(lines.SkipWhile(line => !line.EndsWith(" AS runtime", StringComparison.Ordinal)), line => line.StartsWith("RUN ", StringComparison.Ordinal));
    }

    [Fact]
    public void It_restores_before_it_copies_code()
    {
        var lines = BuildStage().ToList();

        Assert.True(lines.FindIndex(line => line.Contains("dotnet restore", StringComparison.Ordinal)) < lines.FindIndex(line => line.StartsWith("COPY src/ ", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> BuildStage() => Repository.Read("Dockerfile").Split('\n')
        .SkipWhile(line => !line.EndsWith(" AS build", StringComparison.Ordinal)).Skip(1)
        .TakeWhile(line => !line.StartsWith("FROM ", StringComparison.Ordinal));

    private static void Copy(string[] arguments, string root)
    {
        foreach (var pattern in arguments[..^1])
            foreach (var file in Matching(pattern.TrimEnd('/')))
            {
                var inside = Path.GetRelativePath(Repository.Root, file);
                if (IsIgnored(inside)) continue;
                var target = Path.Combine(root, inside);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target, overwrite: true);
            }
    }

    private static IEnumerable<string> Matching(string pattern)
    {
        var path = Repository.PathOf(pattern);
        if (Directory.Exists(path)) return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories);
        var found = Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path));
        Assert.NotEmpty(found);
        return found;
    }

    /// <summary>As .dockerignore has it.</summary>
    private static bool IsIgnored(string path)
    {
        var parts = path.Split(Path.DirectorySeparatorChar);
        return parts.Contains("bin") || parts.Contains("obj") || parts is ["src", "Cli" or "LocalCluster", ..];
    }
}
