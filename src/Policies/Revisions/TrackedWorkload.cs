using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Revisions;

/// <summary>What is known of the pods of one workload.</summary>
internal sealed class TrackedWorkload(Workload workload)
{
    private Dictionary<string, PodTemplate>? templates; // most workloads never need it
    private ValueList<PodTemplate> suspects = [];
    private bool verified = workload.Generation <= 1 || (workload.RolloutFinished && ManagedKind.IsBuiltIn(workload.Key.Kind));
    private HashSet<string>? holders;
    private (DateTimeOffset Until, DateTimeOffset AtMost)? drain;

    /// <summary>The workload as its object says, without running revisions.</summary>
    public Workload Workload { get; private set; } = workload;

    /// <summary>Templates of which pods run, or may run, besides the current one.</summary>
    public ValueList<PodTemplate> Running { get; private set; } = [];

    /// <summary>References that running pods hold though no object says them any more.</summary>
    public ValueList<Reference> Lingering { get; private set; } = [];

    /// <summary>Whether the object is gone and its pods have time to end.</summary>
    public bool IsDraining => drain is not null;

    /// <summary>Whether the object is gone and no pod of it is left.</summary>
    public bool Drained { get; private set; }

    /// <summary>Whether the running revisions are not known yet: nothing may be closed.</summary>
    public bool Held => !verified;

    /// <summary>Whether its pods have to be looked at.</summary>
    public bool NeedsPods =>
        !verified || !Running.IsEmpty || !Lingering.IsEmpty || IsDraining || (!Workload.RolloutFinished && Workload.Generation > 1);

    /// <summary>Pods end that may be of another revision, whatever status says: they have to be looked at before anything is closed.</summary>
    public void Doubt() => verified = false;

    /// <summary>The object changed, or came back.</summary>
    public void Observe(Workload incoming)
    {
        if (incoming.Key.Kind != "Pod" && !PodRevision.Same(Workload.Template, incoming.Template)) Suspect(Workload.Template);
        Workload = incoming;
        drain = null;
        Drained = false;
    }

    /// <summary>The object is gone; its pods have their grace period to end, and the garbage collector the rest of the time to delete them.</summary>
    public void Drain(DateTimeOffset now, TimeSpan longest) => drain ??= (now + Grace, now + longest);

    /// <summary>Adds references that the pods of this moment may still hold.</summary>
    public void Linger(ValueList<Reference> references)
    {
        Lingering = [.. Lingering.Concat(references).Distinct()];
        holders = null;
    }

    /// <summary>Takes a revision's template.</summary>
    public void Learn(string revision, PodTemplate template) => (templates ??= [])[revision] = template;

    /// <summary>Looks at the workload's pods; returns the revisions whose templates have to be read first.</summary>
    public List<RevisionQuery> Look(NamespacePods pods, DateTimeOffset now)
    {
        var own = OwnAmong(pods);
        LookForHolders(own);
        if (drain is var (until, atMost))
        {
            if (own.Any(pod => !pod.Terminating)) drain = (until = now + Grace, atMost); // its grace period has not begun
            Drained = own.Count == 0 || now >= (until < atMost ? until : atMost);
            return [];
        }

        var unknown = own.Where(pod => pod.Controller is not null && TemplateOf(PodRevision.Of(pod)) is null)
            .DistinctBy(PodRevision.Of)
            .Select(pod => new RevisionQuery(Workload.Key, PodRevision.Of(pod), pod.Name, pod.Controller!))
            .ToList();
        verified = unknown.Count == 0;
        if (verified) suspects = [];
        Running = [.. suspects.Concat(LiveTemplates(own)).Where(template => !PodRevision.Same(template, Workload.Template)).Distinct()];
        return unknown;
    }

    private TimeSpan Grace => TimeSpan.FromSeconds(Workload.Template.GracePeriodSeconds);

    private IEnumerable<PodTemplate> LiveTemplates(List<PodInfo> own) =>
        own.Select(PodRevision.Of).Distinct().Order(StringComparer.Ordinal).Select(TemplateOf).OfType<PodTemplate>();

    private PodTemplate? TemplateOf(string revision) => templates?.GetValueOrDefault(revision);

    private void LookForHolders(List<PodInfo> own)
    {
        if (Lingering.IsEmpty) return;
        var uids = own.Select(pod => pod.Uid).ToHashSet(StringComparer.Ordinal);
        if (holders is null) holders = uids;
        else holders.IntersectWith(uids);
        if (holders.Count == 0) Lingering = [];
    }

    private void Suspect(PodTemplate template)
    {
        suspects = [.. suspects, template];
        Running = [.. Running.Append(template).Distinct()];
        verified = false;
    }

    /// <summary>The workload's pods among those of its namespace.</summary>
    public List<PodInfo> OwnAmong(NamespacePods pods) => Workload.Key.Kind == "Pod"
        ? [.. pods.Find(new(Workload.Key.Namespace, Workload.Key.Name)) is { } pod && pod.Uid == Workload.Uid ? [pod] : Array.Empty<PodInfo>()]
        : [.. pods.Selected(Workload.Selector).Where(pod => PodRevision.MayBelongTo(pod, Workload.Key)).OrderBy(pod => pod.Name)];
}
