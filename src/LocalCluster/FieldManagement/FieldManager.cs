using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Schemas;

namespace LocalKubernetes.FieldManagement;

/// <summary>
/// Keeps metadata.managedFields: every write gives its manager the fields that it changed, and an apply gives it the
/// fields of its configuration and takes back those that it no longer names.
/// </summary>
internal sealed class FieldManager(TimeProvider time)
{
    private const int MostUpdaters = 10;
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    private static readonly string[] Identity = ["name", "namespace", "creationTimestamp", "selfLink", "uid", "generation", "managedFields", "resourceVersion"];

    /// <summary>Accounts for a create, update or patch. Whoever resets managedFields to an empty list gives them up.</summary>
    public void Update(JsonObject? live, JsonObject next, FieldWrite write)
    {
        var entries = EntriesFor(live, next, write, out var reset);
        next.Metadata().Remove("managedFields");
        if (reset || (live is not null && entries.Count == 0)) return;
        var changes = FieldComparison.Between(Bare(live ?? Nothing(write)), Bare(next), write.Schema);
        var mine = write.Owned(Stripped(changes.Added.Union(changes.Modified)));
        entries = [.. entries.Select(entry => entry with { Fields = entry.Fields.Except(changes.Added.Union(changes.Modified)).Except(changes.Removed) })];
        if (!mine.IsEmpty) Grant(entries, write.Entry(ManagedEntry.Update, mine, Now));
        Cap(entries);
        ManagedEntry.Write(next.Metadata(), entries);
    }

    /// <summary>The live object with the configuration applied.</summary>
    /// <exception cref="ApiException">409: another manager holds a field that the configuration sets otherwise.</exception>
    public JsonObject Apply(JsonObject live, JsonObject config, FieldWrite write, bool force)
    {
        var entries = ManagedEntry.Read(live.Object("metadata"));
        if (entries.Count == 0 && live.Uid().Length > 0) entries.Add(BeforeFirstApply(live, write));
        var bare = Bare(live.Count == 0 ? Nothing(write) : live);
        var merged = (JsonObject)FieldMerge.Of(bare, Bare(config), write.Schema)!;
        var applied = write.Entry(ManagedEntry.Apply, write.Owned(Stripped(FieldCollector.Of(Bare(config), write.Schema))), Now);
        var before = entries.Find(applied.IsSameManager);
        entries.RemoveAll(applied.IsSameManager);
        var owned = entries.Aggregate(applied.Fields, (all, entry) => all.Union(entry.Fields));
        if (before is not null) merged = FieldRemoval.Prune(merged, before.Fields, owned, write.Schema);
        var changes = FieldComparison.Between(bare, merged, write.Schema);
        var changed = changes.Added.Union(changes.Modified);
        var conflicts = entries.SelectMany(entry => entry.Fields.Intersect(changed).Paths().Select(path => (entry.Title, Path: path))).ToList();
        if (!force) Refuse(write.Manager == "kubectl" ? ApplyConflicts.NotLastApplied(conflicts, live, write) : conflicts);
        entries = [.. entries.Select(entry => entry with { Fields = entry.Fields.Except(changed).Except(changes.Removed) })];
        var unchanged = before is not null && JsonNode.DeepEquals(bare, merged);
        entries.Add(unchanged ? applied with { Time = before!.Time } : applied);
        merged["metadata"] = Restored(live, merged);
        if (write.Manager == "kubectl" && merged.Annotation(LastApplied) is not null) merged.Annotate(LastApplied, JsonText.ToText(config) + "\n");
        ManagedEntry.Write(merged.Metadata(), entries);
        return merged;
    }

    // Before an object exists, its structs do, empty.
    private static JsonObject Nothing(FieldWrite write)
    {
        var nothing = new JsonObject();
        if (write.Schema.Type is { Kind: not null } type) TypedShape.Complete(nothing, type);
        return nothing;
    }

    private string Now => Meta.Timestamp(time.GetUtcNow());

    private static void Refuse(List<(string Title, IReadOnlyList<string> Path)> conflicts)
    {
        if (conflicts.Count > 0) throw ApplyConflicts.Of(conflicts);
    }

    // Objects from a time before their fields were managed belong to nobody in particular.
    private static ManagedEntry BeforeFirstApply(JsonObject live, FieldWrite write) =>
        new("before-first-apply", ManagedEntry.Update, write.ApiVersion, null, null, Stripped(FieldCollector.Of(Bare(live), write.Schema)));

    private static List<ManagedEntry> EntriesFor(JsonObject? live, JsonObject next, FieldWrite write, out bool reset)
    {
        var asked = next.Object("metadata").Array("managedFields");
        reset = write.Subresource is null && asked is not null && (asked.Count == 0 || asked is [JsonObject { Count: 0 }]);
        var given = ManagedEntry.Read(next.Object("metadata"));
        return write.Subresource is null && given.Count > 0 ? given : ManagedEntry.Read(live.Object("metadata"));
    }

    private static void Grant(List<ManagedEntry> entries, ManagedEntry mine)
    {
        var index = entries.FindIndex(mine.IsSameManager);
        if (index < 0) entries.Add(mine);
        else entries[index] = mine with { Fields = entries[index].Fields.Union(mine.Fields) };
    }

    // The oldest updaters share an entry when there are too many.
    private static void Cap(List<ManagedEntry> entries)
    {
        var updaters = entries.Where(entry => entry.Operation == ManagedEntry.Update && !entry.Fields.IsEmpty).OrderBy(entry => entry.Time, StringComparer.Ordinal).ToList();
        if (updaters.Count <= MostUpdaters) return;
        var oldest = updaters.Take(updaters.Count - MostUpdaters + 1).ToList();
        entries.RemoveAll(oldest.Contains);
        entries.Add(oldest[^1] with { Manager = "ancient-changes", Subresource = null, Fields = oldest.Aggregate(new FieldSet(), (all, entry) => all.Union(entry.Fields)) });
    }

    private static JsonObject Bare(JsonObject obj)
    {
        var copy = new JsonObject();
        foreach (var (name, value) in obj)
            if (name is not ("apiVersion" or "kind")) copy[name] = value?.DeepClone();
        copy.Object("metadata")?.Remove("managedFields");
        return copy;
    }

    private static JsonObject Restored(JsonObject live, JsonObject merged)
    {
        var metadata = (JsonObject?)merged["metadata"]?.DeepClone() ?? [];
        foreach (var field in Identity)
            if (live.Object("metadata")?[field] is { } value && (metadata[field] is null || field is not "resourceVersion" and not "uid")) metadata[field] = value.DeepClone();
        return metadata;
    }

    private static FieldSet Stripped(FieldSet set)
    {
        foreach (var name in Identity) set = set.Without("f:metadata", PathElements.Field(name));
        return set.Except(FieldSet.Parse(new JsonObject { ["f:metadata"] = new JsonObject() }));
    }
}
