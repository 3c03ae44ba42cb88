using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Sharding;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>The policies of a whole cluster at one moment: what the running controller arrives at once events stop.</summary>
public static class ClusterSynthesis
{
    /// <summary>Reports on every workload, with its policies; sorted by workload.</summary>
    public static IReadOnlyList<WorkloadReport> Of(ClusterSnapshot snapshot, PolicyOptions options)
    {
        var model = Load(snapshot, options);
        model.Settle();
        return
        [
            .. snapshot.Workloads
                .DistinctBy(workload => workload.Key)
                .OrderBy(workload => workload.Key)
                .Select(workload => model.ContextOf(workload.Key) is { } context
                    ? WorkloadReport.Of(context)
                    : new WorkloadReport(workload, Disposition.Controlled, [], [], [])),
        ];
    }

    /// <summary>A model of the snapshot, not yet settled.</summary>
    public static ShardModel Load(ClusterSnapshot snapshot, PolicyOptions options)
    {
        var model = new ShardModel(options);
        model.SetPlatform(snapshot.Platform ?? PlatformDetection.Of(snapshot, options));
        foreach (var ns in snapshot.Namespaces) model.Set(ns.Name, ns);
        foreach (var map in snapshot.ConfigMaps) model.Set(map.Name, map);
        foreach (var secret in snapshot.Secrets) model.Set(secret.Name, secret, isSecret: true);
        foreach (var account in snapshot.ServiceAccounts) model.Set(account.Name, account);
        foreach (var slice in snapshot.Slices) model.Set(slice.Name, slice);
        foreach (var route in snapshot.Routes) model.Set(route.Kind, route.Name, route);
        foreach (var service in snapshot.Services) model.Set(service.Name, service);
        foreach (var workload in snapshot.Workloads.Where(workload => !Dispositions.IsControlled(workload, options))) model.Upsert(workload);
        model.SetApiBackends(snapshot.ApiBackends);
        return model;
    }
}
