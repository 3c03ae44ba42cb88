using LocalKubernetes.Registry;

namespace LocalKubernetes.Controllers;

/// <summary>Which controllers run.</summary>
internal static class ControllerSet
{
    /// <summary>What every cluster needs: namespaces end, dependents go with their owners.</summary>
    public static IReadOnlyList<IController> Housekeeping(ObjectRegistry registry, LocalClusterOptions options, string caPem) =>
        [new NamespaceController(registry, options, caPem), new GarbageCollector(registry), new RoleAggregation(registry), new CustomResourceCleanup(registry)];

    public static IReadOnlyList<IController> Simulated(ObjectRegistry registry, LocalClusterOptions options, string caPem) =>
    [
        .. Housekeeping(registry, options, caPem),
        new DeploymentController(registry, options),
        new ReplicaSetController(registry),
        new StatefulSetController(registry, options),
        new DaemonSetController(registry, options),
        new JobController(registry, options.TimeProvider),
        new CronJobController(registry, options.TimeProvider),
        new EndpointController(registry),
        new DisruptionController(registry, options),
        new KubeletController(registry, options),
    ];
}
