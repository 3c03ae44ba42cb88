using System.ComponentModel.DataAnnotations;
using NetpolOrleans.Silo.Configuration;

namespace NetpolOrleans.Silo.Hosting.Access;

/// <summary>The permissions that the options call for.</summary>
public static class AccessNeeds
{
    /// <summary>The needs of a replica with these options.</summary>
    /// <exception cref="ValidationException">Replicas are to find each other, and nobody says in which namespace.</exception>
    public static IReadOnlyList<AccessNeed> Of(SiloOptions options)
    {
        var namespaces = ListSetting.Namespaces(options.Namespaces, nameof(SiloOptions.Namespaces));
        IReadOnlyList<AccessNeed> optional =
        [
            .. options.IngressOnlyWhenRouted ? RequiredAccess.OfRoutes : [],
            .. options.ReadSecrets ? [RequiredAccess.OfSecrets] : Array.Empty<AccessNeed>(),
            .. options.LabelPods ? [RequiredAccess.OfPodLabels] : Array.Empty<AccessNeed>(),
            .. PolicyOptionsFactory.KindsOf(options).Select(kind => RequiredAccess.OfKind(kind.Resource)),
        ];
        IReadOnlyList<AccessNeed> ofController = namespaces.IsEmpty
            ? [.. RequiredAccess.OfController, .. optional]
            : [.. namespaces.SelectMany(ns => RequiredAccess.OfNamespace(ns).Concat(optional.Select(need => need with { Namespace = ns })))];
        if (options.Clustering == ClusteringMode.Localhost) return ofController;
        var ns = PodEnvironment.Namespace ?? throw new ValidationException(
            "--clustering kubernetes needs the replicas' namespace: set POD_NAMESPACE from metadata.namespace, as k8s/base/statefulset.yaml does");
        return [.. ofController, .. RequiredAccess.OfClustering(ns, options.Instance)];
    }
}
