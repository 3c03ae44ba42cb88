using System.ComponentModel.DataAnnotations;
using NetpolOrleans.Clustering.Kubernetes;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Silo.Configuration;
using SiloOptions = NetpolOrleans.Silo.Configuration.SiloOptions;

namespace NetpolOrleans.Silo.Hosting;

/// <summary>Before anything starts: does an installation of this name run in another namespace? Both would take the same policies for theirs.</summary>
public static class SameInstance
{
    /// <summary>Looks for one. Where only some namespaces are looked after there is no right to, and others may be another's.</summary>
    /// <exception cref="ValidationException">There is one; the message names its namespace and the option that tells the two apart.</exception>
    public static async Task RequireNoneElsewhereAsync(SiloOptions options, KubernetesConnection connection, CancellationToken cancellation)
    {
        if (options.Clustering == ClusteringMode.Localhost || options.Namespaces is not null || PodEnvironment.Namespace is not { } own) return;
        var others = await Namesakes.FindAsync(connection.Client, options.Instance, own, cancellation);
        if (others.Count > 0)
            throw new ValidationException(
                $"another installation named \"{options.Instance}\" runs in namespace {others[0].Namespace} ({string.Join(", ", others.Select(other => other.Silo))}), and both would write the same policies: " +
                $"give one of the two another {SettingName.Flag(nameof(SiloOptions.Instance))}, or remove one");
    }
}
