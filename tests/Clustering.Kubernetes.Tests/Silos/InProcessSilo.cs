using k8s;
using LocalKubernetes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>A silo in this process, whose API server can be made to fail.</summary>
internal sealed class InProcessSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private readonly HeldPort _port;

    private InProcessSilo(IHost host, Faults faults, RecordedEnd end, HeldPort port) => (_host, Faults, End, _port) = (host, faults, end, port);

    public Faults Faults { get; }

    public RecordedEnd End { get; }

    public ISiloFence Fence => _host.Services.GetRequiredService<ISiloFence>();

    public IClusterMembershipService Membership => _host.Services.GetRequiredService<IClusterMembershipService>();

    public static async Task<InProcessSilo> StartAsync(string server, TestNamespace space, string name, Action<KubernetesClusteringOptions>? configure = null, KubernetesClientConfiguration? account = null)
    {
        var faults = new Faults();
        var (end, port) = (new RecordedEnd(), new HeldPort());
        var configuration = account ?? await Servers.ConfigurationAsync(server);
        var builder = TestSilo.TestSilo.CreateBuilder(options =>
        {
            (options.ClusterId, options.Namespace, options.SiloName) = (TestNamespace.ClusterId, space.Name, name);
            (options.PodIP, options.SiloPort) = ("127.0.0.1", port.Number);
            (options.PollPeriod, options.FenceTimeout) = (TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1));
            options.Client = _ => new k8s.Kubernetes(configuration, faults);
            configure?.Invoke(options);
        });
        builder.Services.AddSingleton<IFatalErrorHandler>(end);
        TestSilo.TestSilo.BePatient(builder);
        var host = builder.Build();
        await host.StartAsync(TestNamespace.Token);
        return new InProcessSilo(host, faults, end, port);
    }

    /// <summary>Waits until something is so; the silo's own loops make it so.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!isSo())
            await timer.WaitForNextTickAsync(deadline.Token);
    }

    public int Active => Membership.CurrentSnapshot.Members.Values.Count(member => member.Status == SiloStatus.Active);

    public async ValueTask DisposeAsync()
    {
        Faults.Answer = null;
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        _port.Dispose();
    }
}
