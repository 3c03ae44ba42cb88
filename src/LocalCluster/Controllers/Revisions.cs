using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;

namespace LocalKubernetes.Controllers;

/// <summary>ControllerRevisions: the templates that a StatefulSet or DaemonSet has had.</summary>
internal sealed class Revisions(ObjectRegistry registry)
{
    public const string Label = "controller-revision-hash";

    /// <summary>The name of the revision of the present template, written when it is new.</summary>
    public string Current(JsonObject workload)
    {
        var template = workload.At("spec", "template")!;
        var hash = TemplateHash.Of(template);
        var name = $"{workload.Name()}-{hash}";
        var known = registry.Store.OwnedBy(workload.Uid(), Kinds.ControllerRevisions).Select(revision => revision.Read()).ToList();
        var latest = known.Select(each => each.Number("revision") ?? 0).DefaultIfEmpty(0).Max();
        var mine = known.Find(each => each.Name() == name);
        if (mine is null) Write(workload, name, hash, latest + 1);
        else if (mine.Number("revision") < latest) registry.Update(KeyOf(workload, name), current => Numbered(current, latest + 1));
        Trim(workload, name);
        return name;
    }

    /// <summary>The template of a revision; the present one when the revision is gone.</summary>
    public JsonObject TemplateOf(JsonObject workload, string revision)
    {
        var stored = registry.Store.Find(KeyOf(workload, revision))?.Read();
        return (JsonObject)(stored?.At("data", "spec", "template") ?? workload.At("spec", "template")!).DeepClone();
    }

    private void Write(JsonObject workload, string name, string hash, long number)
    {
        var labels = workload.At("spec", "selector", "matchLabels") as JsonObject ?? [];
        var metadata = new JsonObject { ["name"] = name, ["labels"] = labels.Copy(), ["ownerReferences"] = new JsonArray(Meta.OwnerReference(workload)) };
        metadata.Ensure("labels")[Label] = hash;
        registry.Create(Kinds.ControllerRevisions, workload.Namespace(), new JsonObject
        {
            ["metadata"] = metadata,
            ["data"] = new JsonObject { ["spec"] = new JsonObject { ["template"] = workload.At("spec", "template")!.DeepClone() } },
            ["revision"] = number,
        });
    }

    private void Trim(JsonObject workload, string newest)
    {
        var limit = (int)(workload.Object("spec").Number("revisionHistoryLimit") ?? 10);
        var current = workload.Object("status").Text("currentRevision");
        var old = registry.Store.OwnedBy(workload.Uid(), Kinds.ControllerRevisions).Select(revision => revision.Read())
            .Where(each => each.Name() != newest && each.Name() != current).OrderBy(each => each.Number("revision")).ToList();
        foreach (var revision in old.Take(old.Count - limit)) registry.Delete(KeyOf(workload, revision.Name()));
    }

    private static JsonObject Numbered(JsonObject revision, long number)
    {
        revision["revision"] = number;
        return revision;
    }

    private static ObjectKey KeyOf(JsonObject workload, string name) => new(Kinds.ControllerRevisions, workload.Namespace(), name);
}
