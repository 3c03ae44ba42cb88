using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Tests.Support;

/// <summary>A reflector of ConfigMaps of the namespace shop before a scripted server, without jitter.</summary>
public sealed class ReflectorRig : IAsyncDisposable
{
    public const string FirstList = "GET /api/v1/namespaces/shop/configmaps?limit=2";

    /// <summary>Like no other wait, so that tests can tell it from them.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(17);

    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;

    public ReflectorRig(bool streaming = false, bool confirm = false, Func<ConfigMap, bool>? wants = null, int maxLine = 1 << 20, ConnectionOptions? connection = null)
    {
        Connection = Server.Connect(Clock, (connection ?? new()) with { ProbeInterval = Timeout.InfiniteTimeSpan, RequestTimeout = RequestTimeout });
        Options = new ReflectorOptions
        {
            PageSize = 2,
            StreamingLists = streaming,
            ConfirmDeletions = confirm,
            MaxLineBytes = maxLine,
            Random = () => 0,
        };
        Reflector = new(
            Connection, new WatchScope(ResourceKinds.ConfigMaps, "shop", confirm ? "!owned" : null), Projectors.ConfigMap,
            Consumer.TakeAsync, wants, Options, Log);
        running = Reflector.RunAsync(stopping.Token);
    }

    public TestClock Clock { get; } = new();

    public ScriptedServer Server { get; } = new();

    public RecordingLogger Log { get; } = new();

    public RecordingConsumer<ConfigMap> Consumer { get; } = new();

    public KubernetesConnection Connection { get; }

    public ReflectorOptions Options { get; }

    public Reflector<ConfigMap> Reflector { get; }

    public static string WatchFrom(string version) =>
        $"GET /api/v1/namespaces/shop/configmaps?watch=true&allowWatchBookmarks=true&resourceVersion={version}&timeoutSeconds=300";

    /// <summary>Answers the first list with these objects, and opens the watch that follows.</summary>
    public async Task<WatchBody> WatchingAsync(string version, params string[] items)
    {
        (await Server.ExpectStartAsync(FirstList)).Reply(200, Support.Wire.List(version, null, items));
        if (items.Length > 0) await Consumer.NextAsync();
        return (await Server.ExpectStartAsync(WatchFrom(version))).Stream();
    }

    /// <summary>Done when so many objects are kept: they are a moment after they were handed over.</summary>
    public async Task KeepsAsync(int objects)
    {
        using var patience = new CancellationTokenSource(Guard.Patience);
        using var glances = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (Reflector.Status.Objects != objects) await glances.WaitForNextTickAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running.Within();
        Connection.Dispose();
        stopping.Dispose();
    }
}
