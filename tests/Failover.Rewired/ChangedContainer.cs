using Microsoft.AspNetCore.Connections;
using NetpolOrleans.Clustering.Kubernetes;

namespace NetpolOrleans.Failover.Rewired;

/// <summary>The container as the product fills it, with the tests' changes.</summary>
internal sealed class ChangedContainer(Settings settings) : IServiceProviderFactory<IServiceCollection>
{
    private readonly DefaultServiceProviderFactory usual = new();

    public IServiceCollection CreateBuilder(IServiceCollection services) => usual.CreateBuilder(services);

    public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder)
    {
        if (settings.Protocol is { } protocol) containerBuilder.PostConfigure<KubernetesClusteringOptions>(options => options.Protocol = protocol);
        foreach (var factory in containerBuilder.Where(each => each.ServiceType == typeof(IConnectionFactory) && each.IsKeyedService).ToList())
        {
            containerBuilder.Remove(factory);
            containerBuilder.AddKeyedSingleton<IConnectionFactory>(factory.ServiceKey, (services, key) => new Dialer(Made(factory, services, key), settings.Wires));
        }

        return usual.CreateServiceProvider(containerBuilder);
    }

    private static IConnectionFactory Made(ServiceDescriptor factory, IServiceProvider services, object? key) => (IConnectionFactory)(
        factory.KeyedImplementationInstance ?? factory.KeyedImplementationFactory?.Invoke(services, key)
        ?? ActivatorUtilities.CreateInstance(services, factory.KeyedImplementationType!));
}
