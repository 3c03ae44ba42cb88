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
        var reports = new List<WorkloadReport>(snapshot.Workloads.Count);
        var mutual = new List<(WorkloadKey About, Finding Finding)>();
        foreach (var workload in snapshot.Workloads.DistinctBy(workload => workload.Key).OrderBy(workload => workload.Key))
        {
            var context = model.ContextOf(workload.Key); // one at a time: all contexts at once would be most of the memory
            reports.Add(context is null ? new(workload, Disposition.Controlled, [], [], []) : WorkloadReport.Of(context));
            if (context is not null) mutual.AddRange(MutualFindings.Of(context));
        }
        return WithMutual(reports, mutual.ToLookup(each => each.About, each => each.Finding));
    }

    private static List<WorkloadReport> WithMutual(List<WorkloadReport> reports, ILookup<WorkloadKey, Finding> mutual) => mutual.Count == 0
        ? reports
        : [.. reports.Select(report => report with { Findings = [.. report.Findings.Concat(mutual[report.Workload.Key]).Distinct()] })];

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
