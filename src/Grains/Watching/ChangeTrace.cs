using System.Diagnostics;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// Leads a trace from the change that a watch brought to what a shard does about it. Changes that are worked out together share the
/// first one's trace; the others are linked. Used on the grain's scheduler only.
/// </summary>
internal sealed class ChangeTrace
{
    private const int MostLinks = 16;

    private readonly List<ActivityContext> causes = [];

    /// <summary>Begins the trace of changes that a watch brought; null where nobody listens.</summary>
    public static Activity? Received(ResourceKind kind, int changes, ObjectName first)
    {
        if (!GrainsTelemetry.Activities.HasListeners()) return null;
        Activity.Current = null; // the reflector's own activity is a quiet one
        return GrainsTelemetry.Activities.StartActivity($"receive {kind}", ActivityKind.Consumer)
            ?.SetTag("k8s.resource", kind.ToString()).SetTag("k8s.namespace.name", first.Namespace).SetTag("k8s.object.name", first.Name)
            .SetTag("netpol.changes", changes);
    }

    /// <summary>Takes what a coming round is about.</summary>
    public void Note(Activity? cause)
    {
        if (cause is { Recorded: true } && causes.Count < MostLinks) causes.Add(cause.Context);
    }

    /// <summary>Begins a round; null where it has no cause that is traced.</summary>
    public Activity? Begin(string shard)
    {
        Activity.Current = null; // the pump may have been started under the activity of an earlier change
        if (causes.Count == 0) return null;
        var links = causes.Skip(1).Select(cause => new ActivityLink(cause)).ToList();
        var activity = GrainsTelemetry.Activities.StartActivity("settle shard", ActivityKind.Internal, causes[0], links: links);
        causes.Clear();
        return activity?.SetTag("netpol.shard", shard);
    }
}
