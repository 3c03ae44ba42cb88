using System.Diagnostics;

namespace NetpolOrleans.EndToEnd.Tests.Startup;

/// <summary>The silo's program in a process of its own, until it ends.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Error">What it wrote to standard error.</param>
/// <param name="All">Everything that it wrote.</param>
internal sealed record SiloRun(int Code, string Error, string All)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<SiloRun> OfAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "NetpolOrleans.Silo.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment.Remove("NETPOL_TEST_KUBECONFIG");
        foreach (var port in new[] { "NETPOL_HTTP_PORT", "NETPOL_SILO_PORT" }) start.Environment[port] = "0"; // somebody may hold the usual ones
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(Patience);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(bound.Token), process.StandardError.ReadToEndAsync(bound.Token));
        try
        {
            await process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new(process.ExitCode, await error, await output + await error);
    }
}
