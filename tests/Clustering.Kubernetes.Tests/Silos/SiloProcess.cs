using System.Diagnostics;
using System.Globalization;
using LocalKubernetes;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>A silo in a process of its own, which can be frozen and killed; what it sees comes back line by line.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly Process _process;
    private readonly HeldPort? _port;
    private readonly List<string> _seen = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waitedFor;
    private int _ended;

    private SiloProcess(string name, ProcessStartInfo start, HeldPort? port)
    {
        (Name, _port) = (name, port);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Receive(line.Data);
        _process.ErrorDataReceived += (_, line) => Receive(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Name { get; }

    /// <summary>Starts one.</summary>
    /// <param name="space">Where its table is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="podUid">The uid of its pod; null for no pod.</param>
    /// <param name="port">Its port; null for one of its own.</param>
    /// <param name="probes">Whether it votes for the death of who does not answer its probes, which on a busy machine may be anybody.</param>
    public static SiloProcess Start(TestNamespace space, string name, string? podUid = null, int? port = null, bool probes = false)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["POD_NAMESPACE"] = space.Name, ["POD_IP"] = "127.0.0.1", ["DOTNET_TieredPGO"] = "0", ["DOTNET_gcServer"] = "0" },
        };
        if (!probes)
            start.Environment["TEST_SILO_PATIENT"] = "1";
        if (podUid is not null)
            (start.Environment["POD_NAME"], start.Environment["POD_UID"]) = (name, podUid);
        var held = port is null ? new HeldPort() : null;
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "NetpolOrleans.Clustering.Kubernetes.TestSilo.dll"),
            space.Kubeconfig, TestNamespace.ClusterId, name, (port ?? held!.Number).ToString(CultureInfo.InvariantCulture),
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return new SiloProcess(name, start, held);
    }

    /// <summary>Waits for the first line that fits, among those that nobody has waited for yet.</summary>
    public Task<string> WaitForAsync(Predicate<string> fits) => FindAsync(fits, _waitedFor, moves: true);

    /// <summary>Waits for a line that fits, now or before.</summary>
    public Task<string> SaysAsync(string text) => FindAsync(line => line.Contains(text, StringComparison.Ordinal), 0, moves: false);

    /// <summary>Waits until the silo sees all these as active, and no other.</summary>
    public Task<string> SeesActiveAsync(params IEnumerable<string> names)
    {
        var expected = names.Order(StringComparer.Ordinal).ToList();
        return WaitForAsync(line => line.Contains(" VIEW ", StringComparison.Ordinal) && Active(line).SequenceEqual(expected));
    }

    public string Output
    {
        get { lock (_seen) return string.Join('\n', _seen); }
    }

    public void Kill() => _process.Kill();

    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    public void Terminate() => Signal("TERM");

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestNamespace.Token).WaitAsync(Patience, TestNamespace.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _port?.Dispose();
    }

    /// <summary>When a line was said, by the silo's clock, which is this machine's.</summary>
    public static DateTimeOffset TimeOf(string line) => DateTimeOffset.Parse(line[1..line.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture);

    private static IEnumerable<string> Active(string line) => line.Split(' ')[^1].Split(',')
        .Where(member => member.EndsWith("=Active", StringComparison.Ordinal)).Select(member => member[..member.IndexOf('=', StringComparison.Ordinal)]);

    private async Task<string> FindAsync(Predicate<string> fits, int from, bool moves)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            Task more;
            lock (_seen)
            {
                if (_seen.FindIndex(from, fits) is >= 0 and var index)
                {
                    if (moves)
                        _waitedFor = index + 1;
                    return _seen[index];
                }

                if (_ended == 2)
                    throw new InvalidOperationException($"{Name} ended; it said:\n{Output}");
                more = _more.Task;
            }

            try
            {
                await more.WaitAsync(deadline.Token).WaitAsync(TestNamespace.Token);
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested)
            {
                throw new TimeoutException($"{Name} did not say it; it said:\n{Output}");
            }
        }
    }

    private void Receive(string? line)
    {
        lock (_seen)
        {
            if (line is null)
                _ended++;
            else
                _seen.Add(line);
            _more.SetResult();
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
