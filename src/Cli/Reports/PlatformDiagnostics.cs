using NetpolOrleans.Cli.Manifests;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Cli.Reports;

/// <summary>What a user should hear about the platform that policies were made for.</summary>
internal static class PlatformDiagnostics
{
    private const int MostNamed = 3;

    /// <summary>The diagnostics.</summary>
    public static IEnumerable<Diagnostic> Of(ClusterSnapshot snapshot, IReadOnlyCollection<WorkloadReport> reports, PolicyOptions options)
    {
        var platform = PlatformDetection.Of(snapshot, options);
        foreach (var note in PlatformNotes.Of(snapshot, platform)) yield return new(Severity.Note, "platform", note);
        if (platform.ApiServer.IsEmpty && UsersOfApiServer(snapshot, reports) is { Count: > 0 } users)
            yield return new(
                Severity.Warning, "platform",
                $"the API server's addresses are not known, so policies close it to {Named(users)}: read the cluster, add its Service default/kubernetes with "
                + "the EndpointSlice, or say NETPOL_API_SERVERS in --settings");
    }

    private static List<string> UsersOfApiServer(ClusterSnapshot snapshot, IEnumerable<WorkloadReport> reports)
    {
        var accounts = snapshot.ServiceAccounts.ToDictionary(account => account.Name);
        return
        [
            .. reports.Where(report => report.Disposition is Disposition.Managed or Disposition.Observed)
                .Select(report => report.Workload)
                .Where(workload => ApiServer.IsUsedBy(workload, accounts.GetValueOrDefault(new(workload.Key.Namespace, workload.Template.ServiceAccountName))))
                .Select(workload => workload.Key.ToString()),
        ];
    }

    private static string Named(List<string> users) =>
        string.Join(", ", users.Take(MostNamed)) + (users.Count > MostNamed ? $" and {users.Count - MostNamed} more" : "");
}
