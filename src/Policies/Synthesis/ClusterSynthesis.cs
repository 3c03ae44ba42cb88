using NetpolOrleans.Policies.Objects;
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
        foreach (var target in model.TargetsToLookUp().ToList()) model.Accept(target, PodLookup.Find(snapshot.Pods, target));
        model.Settle();
        List<(Workload Workload, WorkloadContext? Context)> contexts =
            [.. snapshot.Workloads.DistinctBy(workload => workload.Key).OrderBy(workload => workload.Key).Select(workload => (workload, model.ContextOf(workload.Key)))];
        var mutual = MutualFindings.Of(contexts.Select(each => each.Context).OfType<WorkloadContext>());
        return
        [
            .. contexts.Select(each => each.Context is { } context
                ? WithMutual(WorkloadReport.Of(context), mutual)
                : new WorkloadReport(each.Workload, Disposition.Controlled, [], [], [])),
        ];
    }

    private static WorkloadReport WithMutual(WorkloadReport report, ILookup<WorkloadKey, Finding> mutual) => mutual.Contains(report.Workload.Key)
        ? report with { Findings = [.. report.Findings.Concat(mutual[report.Workload.Key]).Distinct()] }
        : report;

    /// <summary>A model of the snapshot, not yet settled.</summary>
    public static ShardModel Load(ClusterSnapshot snapshot, PolicyOptions options)
    {
        var model = new ShardModel(options with { LooksUpPods = true });
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
