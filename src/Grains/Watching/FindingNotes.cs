using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// Which findings of a shard are to be told, and when: each once, after it has stood for a while, since objects are seldom created in the order in
/// which they refer to each other. What stood already when the shard was taken over was told before. Used on the grain's scheduler only.
/// </summary>
/// <param name="tell">Tells one; false where it cannot be taken now.</param>
/// <param name="time">The clock.</param>
internal sealed class FindingNotes(Func<ObjectFinding, bool> tell, TimeProvider time)
{
    /// <summary>How long a finding must have stood.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How many findings of one workload are told.</summary>
    public const int MostOfOne = 10;

    private readonly Dictionary<WorkloadKey, List<Note>> notes = [];
    private readonly HashSet<WorkloadKey> taken = [];

    /// <summary>Takes the workloads that have a policy of ours when the shard starts: somebody looked after them before.</summary>
    public void TakeOver(IEnumerable<WorkloadKey> workloads) => taken.UnionWith(workloads);

    /// <summary>Takes all findings of a workload; none where it is gone.</summary>
    public void Set(WorkloadKey workload, IEnumerable<ObjectFinding> findings)
    {
        var wasTold = taken.Remove(workload);
        var before = notes.GetValueOrDefault(workload);
        var now = findings.Take(MostOfOne).Select(finding => before?.Find(each => each.Finding == finding) ?? new(finding, time.GetTimestamp()) { Told = wasTold }).ToList();
        if (now.Count > 0) notes[workload] = now;
        else notes.Remove(workload);
    }

    /// <summary>Tells what is due; what several workloads have in common, such as their namespace's annotation, once.</summary>
    public void Tell()
    {
        var due = notes.Values.SelectMany(each => each).Where(note => !note.Told && time.GetElapsedTime(note.Since) >= Patience).ToList();
        if (due.Count == 0) return;
        var told = notes.Values.SelectMany(each => each).Where(note => note.Told).Select(note => note.Finding).ToHashSet();
        foreach (var note in due)
        {
            note.Told = told.Contains(note.Finding) || tell(note.Finding);
            if (note.Told) told.Add(note.Finding);
        }
    }

    private sealed class Note(ObjectFinding finding, long since)
    {
        public ObjectFinding Finding { get; } = finding;

        public long Since { get; } = since;

        public bool Told { get; set; }
    }
}
