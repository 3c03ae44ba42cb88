using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Tables;

/// <summary>What a pod's row says of its containers: how many are ready, what it is doing, how often they restarted.</summary>
internal sealed class PodSummary
{
    private readonly Row row;
    private int total;
    private int ready;
    private long restarts;
    private DateTimeOffset? lastRestart;

    private PodSummary(Row row)
    {
        this.row = row;
        Reason = row.Status.Text("reason") is { Length: > 0 } reason ? reason : row.Status.Text("phase") ?? "";
        if (row.Status.Objects("conditions").Any(each => each.Text("type") == "PodScheduled" && each.Text("reason") == "SchedulingGated")) Reason = "SchedulingGated";
        total = row.Spec.Objects("containers").Count();
        var initializing = ReadInitContainers();
        if (!initializing || row.Has("Initialized")) ReadContainers();
        var finished = row.Status.Text("phase") is "Succeeded" or "Failed";
        if (row.IsDeleting && row.Status.Text("reason") == "NodeLost") Reason = "Unknown";
        else if (row.IsDeleting && !finished) Reason = "Terminating";
    }

    public string Reason { get; private set; }

    public string Ready => $"{ready}/{total}";

    public string Restarts => restarts == 0 || lastRestart is not { } last ? $"{restarts}" : $"{restarts} ({HumanDuration.Of(row.Now - last)} ago)";

    public static PodSummary Of(Row row) => new(row);

    private bool ReadInitContainers()
    {
        var sidecars = row.Spec.Objects("initContainers").Where(each => each.Text("restartPolicy") == "Always").Select(each => each.Text("name")).ToHashSet();
        var declared = row.Spec.Objects("initContainers").Count();
        total += sidecars.Count;
        var index = 0;
        foreach (var container in row.Status.Objects("initContainerStatuses"))
        {
            Restarted(container);
            var (terminated, waiting) = (container.Object("state").Object("terminated"), container.Object("state").Object("waiting"));
            if (terminated is not null && (terminated.Number("exitCode") ?? 0) == 0) index++;
            else if (sidecars.Contains(container.Text("name")) && container.Flag("started"))
            {
                if (container.Flag("ready")) ready++;
                index++;
            }
            else
            {
                Reason = terminated is not null ? "Init:" + Ended(terminated)
                    : waiting.Text("reason") is { Length: > 0 } and not "PodInitializing" ? "Init:" + waiting.Text("reason")
                    : $"Init:{index}/{declared}";
                return true;
            }
        }
        return false;
    }

    private void ReadContainers()
    {
        (restarts, lastRestart) = (0, null);
        var (running, failure) = (false, "");
        foreach (var container in row.Status.Objects("containerStatuses").Reverse())
        {
            Restarted(container);
            var state = container.Object("state");
            if (state.Object("waiting").Text("reason") is { Length: > 0 } waiting) Reason = waiting;
            else if (state.Object("terminated") is { } terminated)
            {
                Reason = Ended(terminated);
                if ((terminated.Number("exitCode") ?? 0) != 0) failure = Reason;
            }
            else if (container.Flag("ready") && state.Object("running") is not null) (running, ready) = (true, ready + 1);
        }
        if (Reason != "Completed") return;
        if (running && row.Has("Ready")) Reason = "Running";
        else if (failure.Length > 0) Reason = failure;
        else if (running) Reason = "NotReady";
    }

    private void Restarted(JsonObject container)
    {
        restarts += container.Number("restartCount") ?? 0;
        var ended = Meta.Instant(container.Object("lastState").Object("terminated").Text("finishedAt"));
        if (ended is not null && (lastRestart is null || ended > lastRestart)) lastRestart = ended;
    }

    private static string Ended(JsonObject terminated)
    {
        if (terminated.Text("reason") is { Length: > 0 } reason) return reason;
        return terminated.Number("signal") is > 0 and var signal ? $"Signal:{signal}" : $"ExitCode:{terminated.Number("exitCode") ?? 0}";
    }
}
