using System.CommandLine;
using NetpolOrleans.Silo.Configuration;
using NetpolOrleans.Silo.Hosting;
using NetpolOrleans.Silo.Hosting.Access;
using NetpolOrleans.Silo.Telemetry;

namespace NetpolOrleans.Silo;

/// <summary>The command line of a replica.</summary>
public static class SiloCommand
{
    /// <summary>The command, with an option for each setting.</summary>
    public static RootCommand Create()
    {
        var command = new RootCommand("A replica of NetpolOrleans: gives every workload its own NetworkPolicy, and keeps it right.");
        var flags = SiloSettings.All.ToDictionary(each => each.Property.Name, each => new Option<string>(SettingName.Flag(each.Property.Name))
        {
            Description = $"{each.Description} [{SettingName.Variable(each.Property.Name)}]",
            Arity = each.Property.PropertyType == typeof(bool) ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
        });
        foreach (var flag in flags.Values) command.Options.Add(flag);
        command.SetAction((parsed, cancellation) => RunAsync(
            flags.Where(each => parsed.GetResult(each.Value) is not null).ToDictionary(each => each.Key, each => parsed.GetValue(each.Value) ?? "true"), cancellation));
        return command;
    }

    /// <summary>Runs a command line, and gives the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var errors = new LossyWriter(Console.Error);
        Console.SetError(errors);
        try
        {
            // The host answers signals: it hands shards over first, which takes longer than a command line would wait.
            return await Create().Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false, Error = errors });
        }
        catch (Exception e) when (StartupFailure.Explain(e) is { } sentence)
        {
            await errors.WriteLineAsync($"netpol-silo: {sentence}");
            return 1;
        }
        catch (Exception e) when (LossyWriter.IsUnwritable(e))
        {
            await errors.WriteLineAsync($"netpol-silo: the output could not be written: {e.Message}");
            return 1;
        }
    }

    private static async Task<int> RunAsync(Dictionary<string, string> flags, CancellationToken cancellation)
    {
        var builder = SiloHost.CreateBuilder();
        SettingsFile.Add(builder.Configuration, flags.GetValueOrDefault(nameof(SiloOptions.SettingsFile))
            ?? Environment.GetEnvironmentVariable(SettingName.Variable(nameof(SiloOptions.SettingsFile))));
        var options = SiloSettings.Read(builder.Configuration, Environment.GetEnvironmentVariables(), flags);
        PortCheck.Require(options);
        using var connection = SiloHost.Connect(options);
        var missing = await Preflight.CheckAsync(connection, AccessNeeds.Of(options), cancellation);
        await SameInstance.RequireNoneElsewhereAsync(options, connection, cancellation);
        await using var app = SiloHost.Build(builder, options, connection);
        foreach (var each in missing) app.Logger.AccessMissing(connection.User, each);
        if (options.Namespaces is { } only) app.Logger.SomeNamespacesOnly(only);
        if (options is { Namespaces: not null, ApiServers: null }) app.Logger.ApiServerUnknown();
        if (OtlpVariables.Unread(app.Configuration) is { Count: > 0 } unread) app.Logger.VariablesUnread(string.Join(", ", unread));
        await app.RunAsync(cancellation);
        return 0;
    }
}
