using LocalKubernetes;
using NetpolOrleans.Cli.Reports;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Synthesis;
using Spectre.Console;

namespace NetpolOrleans.Cli.Demo;

/// <summary>Tells live which policies appear, change and go, and why.</summary>
internal sealed class PolicyNews(CliIo io, KubernetesConnection connection, LocalCluster cluster)
{
    private static readonly ReasonKind[] Everywhere = [ReasonKind.OwnPods, ReasonKind.Dns, ReasonKind.IngressController];

    /// <summary>Tells until stopped.</summary>
    public async Task FollowAsync(CancellationToken cancellation) =>
        await new Reflector<PolicyObject>(
            connection, new(ResourceKinds.NetworkPolicies), Projectors.NetworkPolicy,
            async (changes, _) => await TellAsync(changes)).RunAsync(cancellation);

    private async Task TellAsync(IReadOnlyList<ObjectChange<PolicyObject>> changes)
    {
        var told = changes.Where(change => change.New is null || change.Old is null || !change.Old.Spec.Equals(change.New.Spec)).ToList();
        if (told.Count == 0) return;
        var reports = ClusterSynthesis.Of(LocalObjects.Read(cluster).ToSnapshot(), PolicyOptions.Default);
        foreach (var change in told.OrderBy(change => change.Name))
        {
            WriteLine(Mark(change), $"{change.Name}{(change.New is null ? " is gone" : "")}");
            if (change.New is null) continue;
            var report = reports.FirstOrDefault(each => each.Policies.Any(policy => policy.Name == change.Name));
            foreach (var line in report is null ? ["    not ours: left alone"] : Lines(report)) await io.Out.WriteLineAsync(line);
        }
    }

    private static IEnumerable<string> Lines(WorkloadReport report) => report.Grants
        .Where(grant => !Everywhere.Contains(grant.Reason.Kind))
        .Select(grant => $"    {(grant.Direction == Direction.Egress ? "to  " : "from")} {PeerText.Of(grant.Allowance.Peer)} {PeerText.Ports(grant.Allowance.Ports)}  because {Why(grant.Reason)}")
        .Distinct();

    private static string Why(Reason reason) =>
        $"{new Because(reason.Kind, reason.Target?.ToString(), reason.Client?.ToString(), reason.By, [])}{(reason.Evidence is null ? "" : $" ({reason.Evidence})")}";

    private void WriteLine((string Sign, string Colour) mark, string text)
    {
        var line = $"{TimeProvider.System.GetLocalNow():HH:mm:ss} {mark.Sign} {text}";
        if (io.IsTerminal) AnsiConsole.MarkupLine($"[{mark.Colour}]{Markup.Escape(line)}[/]");
        else io.Out.WriteLine(line);
    }

    private static (string Sign, string Colour) Mark(ObjectChange<PolicyObject> change) => (change.Old, change.New) switch
    {
        (null, _) => ("+", "green"),
        (_, null) => ("-", "red"),
        _ => ("~", "yellow"),
    };
}
