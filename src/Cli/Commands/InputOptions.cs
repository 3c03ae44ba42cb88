using System.CommandLine;
using NetpolOrleans.Cli.Clusters;
using NetpolOrleans.Cli.Manifests;
using NetpolOrleans.Cli.Reports;
using NetpolOrleans.Cli.Worlds;
using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Cli.Commands;

/// <summary>Where a command's objects come from; the same options on every command.</summary>
internal sealed class InputOptions
{
    private const string StandardInput = "-";

    private readonly Option<string[]> files = new("--file", "-f")
    {
        Description = "A manifest, a folder of manifests, or - for standard input. May be repeated.",
        HelpName = "PATH",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string> ns = new("--namespace", "-n")
    {
        Description = "The namespace of objects and names that give none.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "default",
    };

    private readonly Option<bool> fromCluster = new("--from-cluster") { Description = "Read a live cluster, besides any files." };

    private readonly Option<string?> kubeconfig = new("--kubeconfig")
    {
        Description = "The kubeconfig for --from-cluster. Otherwise KUBECONFIG, then ~/.kube/config.",
        HelpName = "FILE",
    };

    private readonly Option<string?> context = new("--context") { Description = "The kubeconfig's context for --from-cluster.", HelpName = "NAME" };

    private readonly Option<string?> domain = new("--cluster-domain")
    {
        Description = "The cluster's DNS domain. [default: cluster.local]",
        HelpName = "DOMAIN",
    };

    private readonly ControllerOptions controller = new();

    private Argument<string[]>? paths;

    /// <summary>Adds the options to a command; without a cluster, only those of files.</summary>
    public InputOptions AddTo(Command command, bool withCluster = true)
    {
        command.Add(files);
        command.Add(ns);
        command.Add(domain);
        controller.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.Children.SelectMany(child => child.Tokens).Count(token => token.Value == StandardInput) > 1)
                result.AddError("standard input (-) can be read once only");
        });
        if (!withCluster) return this;
        command.Add(fromCluster);
        command.Add(kubeconfig);
        command.Add(context);
        return this;
    }

    /// <summary>Completes names of workloads; also behind <c>-f</c>, where the library asks nobody else.</summary>
    public InputOptions CompleteWorkloads(params ReadOnlySpan<Argument> names)
    {
        files.CompletionSources.Add(WorkloadCompletions.Of);
        foreach (var name in names) name.CompletionSources.Add(WorkloadCompletions.Of);
        return this;
    }

    /// <summary>Lets paths also be given without <c>-f</c>.</summary>
    public InputOptions AddPathsTo(Command command)
    {
        paths = new("path") { Description = "Manifests, folders of manifests, or - for standard input.", Arity = ArgumentArity.ZeroOrMore, HelpName = "PATH" };
        command.Add(paths);
        return this;
    }

    /// <summary>Reads everything that the command line names.</summary>
    /// <exception cref="CommandFailedException">The command line names nothing to read, or the cluster cannot be read.</exception>
    public async Task<CliInput> LoadAsync(ParseResult parsed, CliIo io, CancellationToken cancellation)
    {
        string[] named = [.. paths is null ? [] : parsed.GetValue(paths) ?? [], .. parsed.GetValue(files) ?? []];
        var isLive = parsed.GetValue(fromCluster);
        if (named.Length == 0 && !isLive)
            throw new CommandFailedException("nothing to read: name manifests (- for standard input), or use --from-cluster");
        var input = await Task.Run(() => Load(named, parsed, io), cancellation).WaitAsync(cancellation); // standard input may wait for ever, whoever waits for it must not
        if (isLive)
        {
            var cluster = new ClusterReader(parsed.GetValue(kubeconfig), parsed.GetValue(context))
            {
                Further = [.. input.Objects.CustomKinds.Select(kind => kind.Resource), .. input.Objects.ReadsSecrets ? [ResourceKinds.Secrets] : Array.Empty<ResourceKind>()],
            };
            await cluster.ReadAsync(new ObjectIntake(input.Objects, parsed.GetValue(ns)!, input.Log.Report), input.Log.Report, cancellation);
        }
        TellSkipped(input);
        return input;
    }

    /// <summary>Reads these paths only.</summary>
    public CliInput LoadOnly(string[] named, ParseResult parsed, CliIo io)
    {
        var input = Load([.. named, .. parsed.GetValue(files) ?? []], parsed, io);
        TellSkipped(input);
        return input;
    }

    private CliInput Load(string[] named, ParseResult parsed, CliIo io)
    {
        var log = new DiagnosticLog(io.Error);
        var (options, kinds, readsSecrets) = controller.Read(parsed);
        if (parsed.GetValue(domain) is { } said) options = options with { References = options.References with { ClusterDomain = said.Trim('.') } };
        var objects = new ClusterObjects { CustomKinds = kinds, ReadsSecrets = readsSecrets };
        var intake = new ObjectIntake(objects, parsed.GetValue(ns)!, log.Report);
        var reader = new ManifestReader(log.Report);
        foreach (var item in new ManifestFiles(io.In, log.Report).Read(named).SelectMany(reader.Read)) intake.Take(item);
        return new(objects, parsed.GetValue(ns)!, options, log);
    }

    private static void TellSkipped(CliInput input)
    {
        var skipped = input.Objects.Skipped;
        if (skipped.Count == 0) return;
        var kinds = string.Join(", ", skipped.Select(pair => $"{pair.Value} {pair.Key}"));
        foreach (var kind in input.Objects.Templated)
            input.Log.Report(new(Severity.Note, "netpol", $"{kind} has a pod template; --workload-kinds '{kind}' gives its pods a policy"));
        input.Log.Report(new(Severity.Note, "netpol", $"skipped {Counted.Of(skipped.Values.Sum(), "object")} of kinds that no policy depends on: {kinds}"));
    }
}
