using System.Diagnostics;
using System.Globalization;

namespace NetpolOrleans.Access;

/// <summary>A local cluster in a process of its own, so that the client is measured alone.</summary>
internal sealed class ServerProcess : IDisposable
{
    /// <summary>The hidden command of the other process.</summary>
    public const string Command = "serve";

    private readonly Process process;

    private ServerProcess(Process process, string kubeconfig) => (this.process, Kubeconfig) = (process, kubeconfig);

    public string Kubeconfig { get; }

    public static async Task<ServerProcess> StartAsync(CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(ServerProcess).Assembly.Location);
        start.ArgumentList.Add(Command);
        var process = Process.Start(start)!;
        return new(process, await process.StandardOutput.ReadLineAsync(cancellation) ?? throw new InvalidOperationException("the local cluster did not start"));
    }

    /// <summary>Says something to the server, and gives what it answers: the version of its last write.</summary>
    public async Task<long> SayAsync(string line, CancellationToken cancellation)
    {
        await process.StandardInput.WriteLineAsync(line.AsMemory(), cancellation);
        await process.StandardInput.FlushAsync(cancellation);
        return long.Parse(await process.StandardOutput.ReadLineAsync(cancellation) ?? "", CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit(TimeSpan.FromSeconds(10));
        process.Dispose();
    }
}
