using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Revisions;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Revisions;

/// <summary>
/// A Deployment, its pods and a tracker of both. Revisions are named by a letter: their template refers to a Service of that name, their
/// pods carry it as <c>pod-template-hash</c>.
/// </summary>
internal sealed class Rollout(long generation = 0)
{
    private readonly List<PodInfo> pods = [];

    public static readonly WorkloadKey Key = new("a", "Deployment", "w");

    public RevisionTracker Tracker { get; } = new();

    public DateTimeOffset Now { get; set; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The revisions by which the rules are made: the current one first.</summary>
    public string Rules { get; private set; } = "";

    /// <summary>The revisions whose templates the tracker asked for at the last look.</summary>
    public string Asked { get; private set; } = "";

    public bool IsHeld => Tracker.IsHeld(Key);

    public bool WatchesPods => Tracker.NamespacesToWatch.Contains("a");

    /// <summary>The Deployment's object comes, with the revision as its template.</summary>
    public Rollout Set(string revision, bool finished = false, int grace = 30)
    {
        generation++;
        Note(Tracker.Observe(Workload(revision, grace) with { Generation = generation, RolloutFinished = finished }));
        return this;
    }

    /// <summary>Status says that the rollout is finished.</summary>
    public Rollout Finish(string revision)
    {
        Note(Tracker.Observe(Workload(revision, 30) with { Generation = generation, RolloutFinished = true }));
        return this;
    }

    /// <summary>A pod of a revision appears; of another owner where one is named.</summary>
    public Rollout Start(string pod, string revision, string replicaSetOf = "w")
    {
        pods.Add(new(new("a", pod), $"uid-{pod}", Labels.Of(("app", "w"), ("pod-template-hash", revision)), new("apps/v1", "ReplicaSet", $"{replicaSetOf}-{revision}", $"uid-{revision}"), false, "Running"));
        return this;
    }

    public Rollout Terminate(string pod)
    {
        var index = pods.FindIndex(each => each.Name.Name == pod);
        pods[index] = pods[index] with { Terminating = true };
        return this;
    }

    public Rollout End(string pod)
    {
        pods.RemoveAll(each => each.Name.Name == pod);
        return this;
    }

    /// <summary>The pods that run when the tracker starts; returns those of no workload that it knows.</summary>
    public IReadOnlyCollection<PodInfo> Doubt() => Tracker.Doubt("a", InNamespace());

    /// <summary>Looks at the pods, and answers what the tracker asks where told to.</summary>
    public PodsSeen Look(bool answers = true)
    {
        var seen = Tracker.Look("a", InNamespace(), Now);
        Asked = string.Join("", seen.Queries.Select(query => query.Revision));
        foreach (var changed in seen.Changed) Note(changed);
        if (!answers || seen.Queries.IsEmpty) return seen;
        foreach (var query in seen.Queries) Tracker.Learn(query.Workload, query.Revision, Template(query.Revision, 30));
        return Look(answers: false);
    }

    public static Reference Reference(string service) => new([ReferenceTarget.Service("a", service)], Certainty.Explicit, new("main", "env", "HOST", service));

    private NamespacePods InNamespace()
    {
        var all = new NamespacePods();
        foreach (var pod in pods) all.Set(pod.Name, pod);
        return all;
    }

    private void Note(Workload workload) => Rules = string.Join("", workload.Revisions.Select(template => template.Containers[0].Env[0].Value));

    private static Workload Workload(string revision, int grace) =>
        Samples.Workload("a", "w") with { Selector = LabelSelector.Of(("app", "w")), Template = Template(revision, grace) };

    private static PodTemplate Template(string revision, int grace) => Samples.Template("w", Samples.Env("HOST", revision)) with { GracePeriodSeconds = grace };
}
