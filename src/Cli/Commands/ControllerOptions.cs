using System.Collections;
using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Values;
using NetpolOrleans.Silo.Configuration;

namespace NetpolOrleans.Cli.Commands;

/// <summary>What the controller would be told, as far as it decides about policies.</summary>
internal sealed class ControllerOptions
{
    private readonly Option<string?> settings = new("--settings")
    {
        Description = "The controller's options, as in k8s/base/options.env: a NETPOL_NAME=VALUE a line.",
        HelpName = "FILE",
    };

    private readonly Option<string?> kinds = new("--workload-kinds")
    {
        Description = "Further kinds that make pods: 'apiVersion/Kind [template=PATH] [selector=PATH|none] [name-label=KEY] [plural=NAME]; …', or a file of such lines.",
        HelpName = "KINDS",
    };

    private readonly Option<bool> secrets = new("--read-secrets") { Description = "Read references from Secrets, too. What they say is not shown." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(settings);
        command.Add(kinds);
        command.Add(secrets);
    }

    /// <summary>The options as the command line says.</summary>
    /// <exception cref="CommandFailedException">A file cannot be read, or says something that is no option.</exception>
    public (PolicyOptions Policies, ValueList<CustomWorkloadKind> Kinds, bool ReadsSecrets) Read(ParseResult parsed)
    {
        try
        {
            var silo = SiloSettings.Read(new ConfigurationBuilder().Build(), Variables(parsed.GetValue(settings)), new Dictionary<string, string>());
            if (parsed.GetValue(kinds) is { } said) silo.WorkloadKinds = File.Exists(said) ? File.ReadAllText(said) : said;
            silo.ReadSecrets |= parsed.GetValue(secrets);
            silo.ClusterDomain ??= PolicyOptions.Default.References.ClusterDomain;
            return (PolicyOptionsFactory.From(silo), PolicyOptionsFactory.KindsOf(silo), silo.ReadSecrets);
        }
        catch (Exception e) when (e is ValidationException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(e.Message);
        }
    }

    private static Hashtable Variables(string? file)
    {
        var variables = new Hashtable();
        if (file is null) return variables;
        foreach (var line in File.ReadLines(file).Select(line => line.Trim()).Where(line => line is not ("" or ['#', ..])))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw new CommandFailedException($"{file}: '{line}' is no NAME=VALUE");
            variables[line[..equals]] = line[(equals + 1)..];
        }

        return variables;
    }
}
