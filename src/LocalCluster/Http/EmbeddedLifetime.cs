using Microsoft.Extensions.Hosting;

namespace LocalKubernetes.Http;

/// <summary>Leaves Ctrl-C to the program that embeds the server.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
