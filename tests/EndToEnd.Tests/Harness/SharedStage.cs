[assembly: AssemblyFixture(typeof(NetpolOrleans.EndToEnd.Tests.Harness.SharedStage))]

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>One cluster with one controller for all scenarios that need no more than namespaces of their own.</summary>
public sealed class SharedStage : IAsyncLifetime
{
    internal Stage Stage { get; private set; } = null!;

    internal Task<TestSpace> SpaceAsync() => TestSpace.CreateAsync(Stage);

    public async ValueTask InitializeAsync()
    {
        Stage = await (Stage.RealKubeconfig is null ? Stage.LocalAsync() : Stage.RealAsync());
        await Stage.StartControllerAsync();
    }

    public async ValueTask DisposeAsync() => await Stage.DisposeAsync();
}
