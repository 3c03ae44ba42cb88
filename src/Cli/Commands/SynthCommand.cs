using System.CommandLine;
using System.Text.Json.Nodes;
using NetpolOrleans.Cli.Output;
using NetpolOrleans.Cli.Reports;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Planning;

namespace NetpolOrleans.Cli.Commands;

/// <summary><c>netpol synth</c>: manifests in, NetworkPolicies out.</summary>
internal static class SynthCommand
{
    private const string Folder = "dir=";

    /// <summary>The command.</summary>
    public static Command Create(CliIo io)
    {
        var command = new NetpolSubcommand("synth", "Print the NetworkPolicies that the controller would write for these objects.",
            ("netpol synth k8s/ > policies.yaml", "policies for all manifests of a folder"),
            ("kustomize build . | netpol synth -n shop -", "for what another tool renders; objects without a namespace are in 'shop'"),
            ("netpol synth -o dir=policies k8s/", "one file for each policy"),
            ("netpol synth --from-cluster --context staging | kubectl diff -f -", "for a live cluster, without writing to it"));
        var input = new InputOptions().AddPathsTo(command).AddTo(command);
        var output = new Option<string>("--output", "-o") { Description = "yaml, json (a v1 List), or dir=FOLDER for a file each.", HelpName = "FORMAT", DefaultValueFactory = _ => "yaml" };
        output.CompletionSources.Add("yaml", "json", Folder);
        output.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not ("yaml" or "json" or ['d', 'i', 'r', '=', _, ..])) result.AddError("--output is yaml, json or dir=FOLDER");
        });
        command.Add(output);
        command.SetAction(async (parsed, cancellation) =>
        {
            var objects = await input.LoadAsync(parsed, io, cancellation);
            var reports = objects.Synthesize();
            foreach (var diagnostic in ReportDiagnostics.Of(reports)) objects.Log.Report(diagnostic);
            foreach (var diagnostic in PlatformDiagnostics.Of(objects.Objects.ToSnapshot(), reports, objects.Options)) objects.Log.Report(diagnostic);
            var baselines = objects.Baselines(reports);
            Write([.. reports.Where(report => report.IsWritten).SelectMany(report => report.Policies).Concat(baselines.SelectMany(baseline => baseline.Policies))], parsed.GetValue(output)!, io);
            return objects.Log.ExitCode;
        });
        return command;
    }

    private static void Write(IReadOnlyList<DesiredPolicy> policies, string format, CliIo io)
    {
        if (format.StartsWith(Folder, StringComparison.Ordinal))
            OutputFolder.Write(format[Folder.Length..], policies.Select(policy => ($"{policy.Name.Namespace}.{policy.Name.Name}.yaml", YamlWriter.Write(Node(policy)))));
        else if (format == "json")
            io.Out.Write(JsonText.Of(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = new JsonArray([.. policies.Select(Node)]) }));
        else
            WriteStream(policies, io.Out);
    }

    private static void WriteStream(IReadOnlyList<DesiredPolicy> policies, TextWriter output)
    {
        foreach (var (index, policy) in policies.Index())
        {
            if (index > 0) output.Write("---\n");
            output.Write(YamlWriter.Write(Node(policy)));
        }
    }

    private static JsonNode? Node(DesiredPolicy policy) => JsonNode.Parse(PolicyWriter.Write(policy));
}
