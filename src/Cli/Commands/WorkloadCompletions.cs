using System.CommandLine.Completions;
using NetpolOrleans.Cli.Manifests;
using NetpolOrleans.Cli.Worlds;

namespace NetpolOrleans.Cli.Commands;

/// <summary>Completes names of workloads out of the manifests that the command line names already.</summary>
internal static class WorkloadCompletions
{
    /// <summary>The workloads of the files; none where no file is named, and never an error.</summary>
    public static IEnumerable<string> Of(CompletionContext context)
    {
        var paths = context.ParseResult.Tokens.Select(token => token.Value).Where(value => File.Exists(value) || Directory.Exists(value));
        var objects = new ClusterObjects();
        var intake = new ObjectIntake(objects, "default", Ignore);
        foreach (var item in new ManifestFiles(TextReader.Null, Ignore).Read(paths).SelectMany(new ManifestReader(Ignore).Read)) intake.Take(item);
        return new World(objects, "default").Workloads.Select(endpoint => endpoint.Name);
    }

    private static void Ignore(Diagnostic diagnostic)
    {
    }
}
