using System.Diagnostics;

namespace NetpolOrleans.ApiContract.Tests;

/// <summary>A shell in a folder of its own, whose kubectl talks to the cluster under test in one namespace.</summary>
internal sealed class Shell : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("contract-");
    private readonly string scope;

    public Shell(string kubeconfig, string scope)
    {
        this.scope = scope;
        File.Copy(kubeconfig, Path.Combine(folder.FullName, "kubeconfig"));
    }

    /// <summary>What a user sees, output and errors as they come, and the exit code where it is not 0.</summary>
    public async Task<string> RunAsync(string command)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(Bound);
        var start = new ProcessStartInfo("bash") { WorkingDirectory = folder.FullName, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["KUBECONFIG"] = Path.Combine(folder.FullName, "kubeconfig");
        start.Environment["HOME"] = folder.FullName;
        start.Environment["NS"] = scope;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync($"exec 2>&1\n{command}");
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(bound.Token);
        await process.WaitForExitAsync(bound.Token);
        return process.ExitCode == 0 ? output : $"{output}[{process.ExitCode}]\n";
    }

    public void Dispose() => folder.Delete(recursive: true);
}
