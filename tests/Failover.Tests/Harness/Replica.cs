using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using LocalKubernetes;
using NetpolOrleans.Silo.Health;

namespace NetpolOrleans.Failover.Tests.Harness;

/// <summary>A replica of the controller in a process of its own, which can be killed, frozen and terminated.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromMinutes(1) };

    private readonly ConcurrentQueue<string> said = new();
    private readonly Process process;
    private readonly HeldPort http;
    private readonly HeldPort? silo;

    private Replica(string name, ProcessStartInfo start, HeldPort http, HeldPort? silo, int siloPort)
    {
        (Name, this.http, this.silo, SiloPort) = (name, http, silo, siloPort);
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Name { get; }

    public int Id => process.Id;

    /// <summary>The port on which others reach it.</summary>
    public int SiloPort { get; }

    public bool HasExited => process.HasExited;

    /// <summary>What it has written so far.</summary>
    public string Output => string.Join('\n', said.TakeLast(400));

    /// <summary>Whether it has ever written this.</summary>
    public bool Said(string text) => said.Any(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Whether it did not get an answer from another one when it probed it.</summary>
    public bool MissedProbesOf(Replica other) =>
        said.Any(line => line.Contains("Did not get response for probe", StringComparison.Ordinal) && line.Contains($"127.0.0.1:{Text(other.SiloPort)}:", StringComparison.Ordinal));

    /// <summary>Starts it as the StatefulSet's manifest would.</summary>
    /// <param name="assembly">The program.</param>
    /// <param name="name">The pod's name.</param>
    /// <param name="uid">The pod's uid.</param>
    /// <param name="address">The pod's address.</param>
    /// <param name="siloPort">The port on which others reach it; null for one of its own.</param>
    /// <param name="kubeconfig">The way to the API server.</param>
    /// <param name="environment">Further variables.</param>
    public static Replica Start(
        string assembly, string name, string uid, string address, int? siloPort, string kubeconfig, params IEnumerable<(string Name, string Value)> environment)
    {
        var (http, silo) = (new HeldPort(), siloPort is null ? new HeldPort() : null);
        var port = siloPort ?? silo!.Number;
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory,
            Environment =
            {
                ["POD_NAME"] = name, ["POD_NAMESPACE"] = World.Namespace, ["POD_UID"] = uid, ["POD_IP"] = address,
                ["NETPOL_CLUSTERING"] = "kubernetes", ["NETPOL_KUBECONFIG"] = kubeconfig,
                ["NETPOL_HTTP_PORT"] = Text(http.Number), ["NETPOL_SILO_PORT"] = Text(port),
                ["DOTNET_gcServer"] = "0",
            },
        };
        foreach (var ours in start.Environment.Keys.Where(key => key.StartsWith("NETPOL_TEST_", StringComparison.Ordinal) || key.StartsWith("NETPOL_FAILOVER", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(ours);
        foreach (var (variable, value) in environment) start.Environment[variable] = value;
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        return new(name, start, http, silo, port);
    }

    /// <summary>What it says of itself; null while it does not answer.</summary>
    public async Task<ReplicaStatus?> StatusAsync(CancellationToken cancellation)
    {
        try
        {
            return await Http.GetFromJsonAsync<ReplicaStatus>(new Uri($"http://127.0.0.1:{Text(http.Number)}/statusz"), Json, cancellation);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>Whether a kubelet would let it live.</summary>
    public async Task<bool> IsAliveAsync(CancellationToken cancellation)
    {
        using var answer = await Http.GetAsync(new Uri($"http://127.0.0.1:{Text(http.Number)}/livez"), cancellation);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>A counter of its metrics, summed over its series.</summary>
    public async Task<long> CountAsync(string metric, CancellationToken cancellation)
    {
        var text = await Http.GetStringAsync(new Uri($"http://127.0.0.1:{Text(http.Number)}/metrics"), cancellation);
        return text.Split('\n').Where(line => line.StartsWith(metric + "{", StringComparison.Ordinal) || line.StartsWith(metric + " ", StringComparison.Ordinal))
            .Sum(line => (long)double.Parse(line[(line.IndexOf('}', StringComparison.Ordinal) + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
    }

    /// <summary>As a kernel that runs out of memory does.</summary>
    public void Kill() => process.Kill();

    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    public void Terminate() => Signal("TERM");

    /// <summary>Waits until the process has ended; its exit code.</summary>
    public async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Bounds.Patience, TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        http.Dispose();
        silo?.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        said.Enqueue(line);
        if (Sizes.Logs is not { } folder) return;
        lock (said) File.AppendAllText(Path.Combine(folder, $"{Name}-{Text(process.Id)}.log"), string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {line}\n"));
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Text(process.Id)]);
        kill.WaitForExit();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
