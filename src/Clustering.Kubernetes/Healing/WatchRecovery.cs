using System.Net;
using System.Text.Json;
using k8s;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>Whether a failed watch may go on where it ended, which keeps its knowledge gapless, or must read the object anew.</summary>
internal static class WatchRecovery
{
    public static bool MustList(Exception failure) => failure switch
    {
        KubernetesException { Status.Code: (int)HttpStatusCode.Gone } => true, // history compacted
        ApiRefusedException { Status: HttpStatusCode.Gone } => true,
        KubernetesException { Status.Code: >= 500 or 429 } => false,
        KubernetesException => true, // a position from the future, after the API server was restored from a backup
        MembershipTableLostException => true,
        JsonException => true, // an event was lost
        _ => false,
    };
}
