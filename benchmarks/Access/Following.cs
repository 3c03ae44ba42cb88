using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Kubernetes.Wire;

namespace NetpolOrleans.Access;

/// <summary>A running reflector, stopped when disposed.</summary>
internal sealed class Following<T> : IAsyncDisposable
    where T : class
{
    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;

    public Following(KubernetesConnection connection, WatchScope scope, Projector<T> projector, DeliverChanges<T> deliver, ReflectorOptions options)
    {
        Reflector = new(connection, scope, projector, deliver, null, options);
        running = Reflector.RunAsync(stopping.Token);
    }

    public Reflector<T> Reflector { get; }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }
}
