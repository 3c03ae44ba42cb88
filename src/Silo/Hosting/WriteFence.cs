using NetpolOrleans.Clustering.Kubernetes;

namespace NetpolOrleans.Silo.Hosting;

/// <summary>Whether this replica may still write policies.</summary>
internal static class WriteFence
{
    /// <summary>The fence that belongs to the clustering; a replica alone may always write.</summary>
    public static Func<bool> Of(IServiceProvider services)
    {
        var fence = services.GetService<ISiloFence>();
        return () => fence?.MayWrite ?? true;
    }
}
