using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Sharding;

namespace NetpolOrleans.Policies.Tests.Sharding;

/// <summary>One object's new state; null where it is gone. Prints as what happened, so that a failing schedule can be read.</summary>
internal sealed record Change(string Namespace, string What, object? New, Action<ShardModel> ToModel, Action<ObjectTable> ToTable)
{
    public static Change Of(WorkloadKey key, Workload? workload, bool drains) => new(
        key.Namespace, $"{key}{(drains ? " drains" : "")}", workload,
        model => Set(model, key, workload, drains),
        table => Put(table.Workloads, key, workload));

    public static Change Of(ObjectName name, Service? service) => new(
        name.Namespace, $"Service {name}", service, model => model.Set(name, service), table => Put(table.Services, name, service));

    public static Change Of(ObjectName name, EndpointSlice? slice) => new(
        name.Namespace, $"EndpointSlice {name}", slice, model => model.Set(name, slice), table => Put(table.Slices, name, slice));

    public static Change Of(ObjectName name, ConfigMap? map) => new(
        name.Namespace, $"ConfigMap {name}", map, model => model.Set(name, map), table => Put(table.ConfigMaps, name, map));

    public static Change Of(NamespaceInfo ns) => new(
        ns.Name, $"Namespace {ns.Name}", ns, model => model.Set(ns.Name, ns), table => table.Namespaces[ns.Name] = ns);

    public static Change Of(ObjectName name, ServiceAccount? account) => new(
        name.Namespace, $"ServiceAccount {name}", account, model => model.Set(name, account), table => Put(table.ServiceAccounts, name, account));

    public static Change Of(ObjectName name, Route? route) => new(
        name.Namespace, $"Ingress {name}", route, model => model.Set("Ingress", name, route), table => Put(table.Routes, name, route));

    public override string ToString() => $"{What}: {New ?? "gone"}";

    private static void Set(ShardModel model, WorkloadKey key, Workload? workload, bool drains)
    {
        if (workload is not null) model.Upsert(workload);
        else if (drains) model.Drain(key);
        else model.Remove(key);
    }

    private static void Put<TKey, T>(Dictionary<TKey, T> map, TKey key, T? value)
        where TKey : notnull
        where T : class
    {
        if (value is null) map.Remove(key);
        else map[key] = value;
    }
}
