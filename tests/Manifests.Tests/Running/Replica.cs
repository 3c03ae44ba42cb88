using System.Diagnostics;
using System.Net;
using LocalKubernetes;

namespace NetpolOrleans.Manifests.Tests.Running;

/// <summary>One replica, in a process of its own.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5), Pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(2) };
    private readonly Process process;
    private readonly List<string> output = [];
    private readonly HeldPort port, siloPort;

    private Replica(string name, HeldPort port, HeldPort siloPort, ProcessStartInfo start)
    {
        Name = name;
        (this.port, this.siloPort) = (port, siloPort);
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Receive(line.Data);
        process.ErrorDataReceived += (_, line) => Receive(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Name { get; }

    public int Port => port.Number;

    public string Output
    {
        get
        {
            lock (output) return string.Join('\n', output);
        }
    }

    /// <param name="name">Its name, for messages.</param>
    /// <param name="environment">Its variables, besides those of its ports.</param>
    /// <param name="within">A command in which it is run, see <see cref="Jail"/>.</param>
    public static Replica Start(string name, IReadOnlyDictionary<string, string> environment, params string[] within)
    {
        var (port, siloPort) = (new HeldPort(), new HeldPort());
        string[] command = [.. within, "dotnet", Path.Combine(AppContext.BaseDirectory, "NetpolOrleans.Silo.dll")];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_gcServer"] = "0", ["NETPOL_HTTP_PORT"] = $"{port.Number}", ["NETPOL_SILO_PORT"] = $"{siloPort.Number}" },
        };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        return new(name, port, siloPort, start);
    }

    public async Task<(HttpStatusCode Status, string Text)> GetAsync(string path, string? authorization = null, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{Port}{path}"));
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public Task ReadyAsync() => Eventually.AsyncIn(Patience, Pause, async () =>
    {
        Assert.False(process.HasExited, $"{Name} ended: {Output}");
        try
        {
            return (await GetAsync("/readyz")).Status == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }, () => $"{Name} was not ready in time: {Output}");

    public async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        http.Dispose();
        port.Dispose();
        siloPort.Dispose();
    }

    private void Receive(string? line)
    {
        if (line is null) return;
        lock (output) output.Add(line);
    }
}
