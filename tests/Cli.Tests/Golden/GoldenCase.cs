using NetpolOrleans.Cli.Manifests;
using NetpolOrleans.Cli.Reports;
using NetpolOrleans.Cli.Worlds;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Cli.Tests.Golden;

/// <summary>
/// A folder: <c>cluster.yaml</c> holds the objects, <c>flows.txt</c> the truth about them. Every pair of different workloads that
/// <c>flows.txt</c> does not list is denied on every port. Further lines: <c>option NAME</c>, <c>kind KIND</c> (as --workload-kinds has it), and <c>finding WORKLOAD TEXT</c>
/// for what the report must say.
/// </summary>
internal sealed class GoldenCase
{
    private readonly ClusterObjects objects;
    private readonly World world;
    private readonly IReadOnlyList<string> lines;
    private readonly List<FlowLine> flows;
    private readonly IReadOnlyList<BaselineReport> baselines;

    public GoldenCase(string folder)
    {
        lines = [.. File.ReadLines(Path.Combine(folder, "flows.txt")).Select(line => line.Trim()).Where(line => line is not ("" or ['#', ..]))];
        flows = [.. lines.Where(line => line.StartsWith("allow ", StringComparison.Ordinal) || line.StartsWith("deny ", StringComparison.Ordinal)).Select(FlowLine.Parse)];
        ValueList<CustomWorkloadKind> kinds = [.. Words("kind").SelectMany(words => CustomKindText.Parse(string.Join(' ', words.Skip(1))).Kinds)];
        objects = new() { CustomKinds = kinds, ReadsSecrets = lines.Contains("option read-secrets") };
        var intake = new ObjectIntake(objects, "default", Complain);
        var text = new ManifestText("cluster.yaml", File.ReadAllText(Path.Combine(folder, "cluster.yaml")));
        foreach (var item in new ManifestReader(Complain).Read(text)) intake.Take(item);
        world = new(objects, "default");
        var options = Words("option").Select(words => words[1]).Aggregate(
            PolicyOptions.Default with { Kinds = [.. ManagedKind.BuiltIn, .. kinds.Select(kind => kind.Managed)] }, GoldenOptions.Switch);
        Reports = ClusterSynthesis.Of(objects.ToSnapshot(), options);
        baselines = BaselineReport.Of(objects.ToSnapshot(), Reports, options);
    }

    public IReadOnlyList<WorkloadReport> Reports { get; }

    private IEnumerable<ScopedPolicy> Policies => Reports.Where(report => report.IsWritten).SelectMany(report => report.Policies)
        .Concat(baselines.SelectMany(baseline => baseline.Policies)).Select(ScopedPolicy.Of);

    /// <summary>What the case says of namespaces that are isolated as a whole: <c>baseline NAMESPACE</c>.</summary>
    public IEnumerable<string> ExpectedBaselines => Words("baseline").Select(words => words[1]);

    /// <summary>The namespaces that are.</summary>
    public IEnumerable<string> Baselines => baselines.Where(baseline => !baseline.Policies.IsEmpty).Select(baseline => baseline.Namespace);

    /// <summary>What the case says about pairs of workloads, one line a pair.</summary>
    public IEnumerable<string> ExpectedPairs => flows
        .Where(flow => flow.Allowed && !IsAddress(flow.From) && !IsAddress(flow.To))
        .GroupBy(flow => (From: NameOf(flow.From), To: NameOf(flow.To)))
        .Select(pair => Line(pair.Key.From, pair.Key.To, pair.SelectMany(flow => flow.Ranges)))
        .Order(StringComparer.Ordinal);

    /// <summary>What the policies allow between different workloads, one line a pair.</summary>
    public IEnumerable<string> AllowedPairs =>
        ConnectionMatrix.Of(world, Policies).Connections
            .Where(connection => connection.From != connection.To && connection.From != ConnectionMatrix.Outside && connection.To != ConnectionMatrix.Outside)
            .Select(connection => Line(connection.From, connection.To, connection.Ports.Ranges.Select(range => range.ToString())))
            .Order(StringComparer.Ordinal);

    /// <summary>The lines that name an address and that the policies contradict.</summary>
    public IEnumerable<FlowLine> WrongAboutAddresses
    {
        get
        {
            var evaluator = new PolicyEvaluator(Policies);
            return
            [
                .. from flow in flows
                   where IsAddress(flow.From) || IsAddress(flow.To)
                   let open = evaluator.Ports(evaluator.Prepare(EndpointOf(flow.From)), evaluator.Prepare(EndpointOf(flow.To)))
                   where flow.Ranges.Any(range => IsOpen(open, range) != flow.Allowed)
                   select flow,
            ];
        }
    }

    /// <summary>What the case wants told about a workload and is not.</summary>
    public IEnumerable<string> MissingFindings => Words("finding")
        .Where(words => !ReportDiagnostics.Of(Reports).Any(told => told.Where == NameOf(words[1]) && told.Message.Contains(words[2], StringComparison.Ordinal)))
        .Select(words => string.Join(' ', words));

    private static void Complain(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == Severity.Error) throw new FormatException(diagnostic.ToString());
    }

    private static string Line(string from, string to, IEnumerable<string> ranges) =>
        $"{from} -> {to} {string.Join(',', ranges.Order(StringComparer.Ordinal))}";

    /// <summary>A line about an address names single ports; <c>*</c> stands for any one.</summary>
    private static bool IsOpen(PortSet open, string range)
    {
        var query = EndpointQuery.Parse($"address:{range.Replace("*", "1", StringComparison.Ordinal)}") ?? throw new FormatException($"'{range}' is no single port");
        return open.Contains(query.Protocol ?? Protocol.TCP, query.Port!.Value.Number);
    }

    private static bool IsAddress(string name) => IpAddress.Parse(name) is not null;

    private IEnumerable<string[]> Words(string first) => lines.Select(line => line.Split(' ', 3)).Where(words => words[0] == first);

    private string NameOf(string name) => EndpointOf(name).Name;

    private Endpoint EndpointOf(string name)
    {
        if (IsAddress(name)) return world.At(name);
        return world.Find(name) is [var only] ? world.EndpointOf(only) : throw new FormatException($"'{name}' is not one workload of the case");
    }
}
