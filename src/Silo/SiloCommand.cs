using System.CommandLine;
using NetpolOrleans.Silo.Configuration;
using NetpolOrleans.Silo.Hosting;
using NetpolOrleans.Silo.Hosting.Access;

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

    private static async Task<int> RunAsync(Dictionary<string, string> flags, CancellationToken cancellation)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
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
            await app.RunAsync(cancellation);
            return 0;
        }
        catch (Exception e) when (StartupFailure.Explain(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync($"netpol-silo: {sentence}");
            return 1;
        }
    }
}
