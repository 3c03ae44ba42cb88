using LocalKubernetes;
using NetpolOrleans.Cli.Clusters;
using NetpolOrleans.Cli.Manifests;
using NetpolOrleans.Cli.Worlds;

namespace NetpolOrleans.Cli.Demo;

/// <summary>Reads the local cluster's objects in process: the demo's own eyes see through every fault.</summary>
internal static class LocalObjects
{
    private static readonly SourceLocation Place = new("the local cluster");

    /// <summary>Everything that policies depend on.</summary>
    public static Worlds.ClusterObjects Read(LocalCluster cluster)
    {
        var objects = new Worlds.ClusterObjects();
        var intake = new ObjectIntake(objects, "default", _ => { });
        foreach (var (kind, selector) in ClusterKinds.All)
            foreach (var json in cluster.Objects.Serves(kind.ToString()) ? cluster.Objects.List(kind.ToString(), labelSelector: selector) : [])
                intake.Take(new(kind.ApiVersion, kind.Kind, json, Place));
        return objects;
    }
}
