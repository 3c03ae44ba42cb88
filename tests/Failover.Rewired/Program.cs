using NetpolOrleans.Failover.Rewired;
using NetpolOrleans.Silo.Configuration;
using NetpolOrleans.Silo.Hosting;

// The product's own host, as SiloCommand starts it; only what Settings says is changed in its container.
try
{
    var builder = SiloHost.CreateBuilder();
    builder.Host.UseServiceProviderFactory(new ChangedContainer(Settings.Read()));
    var options = SiloSettings.Read(builder.Configuration, Environment.GetEnvironmentVariables(), new Dictionary<string, string>());
    using var connection = SiloHost.Connect(options);
    await using var app = SiloHost.Build(builder, options, connection);
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (StartupFailure.Explain(e) is { } sentence)
{
    await Console.Error.WriteLineAsync($"netpol-silo: {sentence}");
    return 1;
}
