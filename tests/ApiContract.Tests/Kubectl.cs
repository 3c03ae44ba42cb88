using System.Diagnostics;

namespace NetpolOrleans.ApiContract.Tests;

/// <summary>The kubectl on the PATH, confined to one kubeconfig and namespace.</summary>
internal sealed class Kubectl(string kubeconfig, string scope)
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    public static Kubectl FindOrSkip(string kubeconfig, string scope)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "kubectl")));
        Assert.SkipUnless(found, "kubectl is not on the PATH");
        return new Kubectl(kubeconfig, scope);
    }

    /// <summary>Both outputs; fails the test when kubectl fails.</summary>
    public async Task<string> RunAsync(string input, params string[] arguments)
    {
        var (code, text) = await StartAsync(input, arguments);
        Assert.True(code == 0, $"kubectl {string.Join(' ', arguments)}: {text}");
        return text;
    }

    /// <summary>Both outputs; fails the test when kubectl succeeds.</summary>
    public async Task<string> FailAsync(string input, params string[] arguments)
    {
        var (code, text) = await StartAsync(input, arguments);
        Assert.True(code != 0, $"kubectl {string.Join(' ', arguments)} succeeded: {text}");
        return text;
    }

    private async Task<(int Code, string Text)> StartAsync(string input, string[] arguments)
    {
        using var bound = new CancellationTokenSource(Bound, TimeProvider.System);
        var start = new ProcessStartInfo("kubectl", ["--kubeconfig", kubeconfig, "--namespace", scope, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(bound.Token);
        var errors = process.StandardError.ReadToEndAsync(bound.Token);
        await process.WaitForExitAsync(bound.Token);
        return (process.ExitCode, await output + await errors);
    }
}
