using System.Diagnostics;
using LocalKubernetes;

namespace NetpolOrleans.Scenarios;

/// <summary>A local cluster in a process of its own, so that the controller is measured alone.</summary>
internal sealed class LocalServer : IDisposable
{
    /// <summary>The hidden command of the other process.</summary>
    public const string Command = "serve";

    private readonly Process process;

    private LocalServer(Process process, string kubeconfig) => (this.process, Kubeconfig) = (process, kubeconfig);

    public string Kubeconfig { get; }

    public static async Task<LocalServer> StartAsync(CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(LocalServer).Assembly.Location);
        start.ArgumentList.Add(Command);
        var process = Process.Start(start)!;
        var kubeconfig = await process.StandardOutput.ReadLineAsync(cancellation) ?? throw new InvalidOperationException("the local cluster did not start");
        return new(process, kubeconfig);
    }

    /// <summary>What the other process does. Its pods start and end quickly: the controller is what is measured.</summary>
    public static async Task<int> ServeAsync(CancellationToken cancellation)
    {
        await using var cluster = await LocalCluster.StartAsync(new() { HistorySize = 100_000 }, cancellation);
        await Console.Out.WriteLineAsync(cluster.KubeconfigPath);
        while (await Console.In.ReadLineAsync(cancellation) is not null) { }
        return 0;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit(TimeSpan.FromSeconds(10));
        process.Dispose();
    }
}
