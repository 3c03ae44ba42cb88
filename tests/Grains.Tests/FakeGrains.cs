using System.Reflection;

namespace NetpolOrleans.Grains.Tests;

/// <summary>A grain factory that gives out what the test made: one object for each interface and key.</summary>
public class FakeGrains : DispatchProxy
{
    private readonly Dictionary<(Type Interface, string Key), object> grains = [];

    internal static (IGrainFactory Factory, FakeGrains Grains) Create()
    {
        var factory = Create<IGrainFactory, FakeGrains>();
        return (factory, (FakeGrains)(object)factory);
    }

    internal void Add<TGrain>(object key, TGrain grain)
        where TGrain : notnull => grains[(typeof(TGrain), $"{key}")] = grain;

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => grains[(targetMethod!.GetGenericArguments()[0], $"{args![0]}")];
}
