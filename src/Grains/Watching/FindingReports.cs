using Microsoft.Extensions.Logging;
using NetpolOrleans.Kubernetes.Events;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Grains.Watching;

/// <summary>Tells findings: as Events on their objects, and in the log.</summary>
public sealed class FindingReports(EventRecorder events, PolicyOptions options, ILogger<FindingReports> logger)
{
    private const string Action = "ComputePolicy";

    /// <summary>Tells one; false where there is no room for it now.</summary>
    public bool Tell(ObjectFinding finding)
    {
        var (apiVersion, kind, ns, name, uid) = finding.About;
        // Events on cluster-scoped objects are in the namespace default, where a controller of some namespaces has no business.
        var isWritable = ns.Length > 0 || options.Namespaces.IsEmpty;
        if (isWritable && !events.Record(new(new(apiVersion, kind, ns, name, uid), finding.IsWarning, finding.Reason, Action, finding.Message))) return false;
        logger.FindingTold(kind, ns, name, finding.Reason, finding.Message);
        return true;
    }
}
