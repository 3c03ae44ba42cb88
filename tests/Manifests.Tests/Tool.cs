using System.Diagnostics;

namespace NetpolOrleans.Manifests.Tests;

/// <summary>A program that a test runs to its end.</summary>
internal static class Tool
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(30);

    /// <summary>Skips the test where a program is missing, and says which package has it.</summary>
    public static void SkipWithout(string program, string package)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
        Assert.SkipUnless(found, $"{program} is not on the PATH: install {package}");
    }

    /// <summary>Both outputs; fails the test when the program fails.</summary>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var (code, text) = await TryAsync(program, arguments, folder, environment);
        Assert.True(code == 0, $"{program} ended with {code}: {text}");
        return text;
    }

    public static async Task<(int Code, string Text)> TryAsync(
        string program, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var bound = new CancellationTokenSource(Bound, TimeProvider.System);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? Repository.Root };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(bound.Token);
        var errors = process.StandardError.ReadToEndAsync(bound.Token);
        await process.WaitForExitAsync(bound.Token);
        return (process.ExitCode, await output + await errors);
    }
}
