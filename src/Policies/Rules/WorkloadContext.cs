using NetpolOrleans.Policies.Declarations;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Rules;

/// <summary>All that the rules of one workload depend on, gathered: the rules themselves look nothing up.</summary>
public sealed record WorkloadContext
{
    /// <summary>The workload, with its running revisions.</summary>
    public required Workload Workload { get; init; }

    /// <summary>Its namespace, where known.</summary>
    public NamespaceInfo? Namespace { get; init; }

    /// <summary>Its ServiceAccount, where known.</summary>
    public ServiceAccount? ServiceAccount { get; init; }

    /// <summary>Its references and what became of them.</summary>
    public ValueList<ResolvedReference> References { get; init; } = [];

    /// <summary>Which of <see cref="References"/> only running pods still hold.</summary>
    public ValueList<Reference> Lingering { get; init; } = [];

    /// <summary>The Services that select its pods.</summary>
    public IReadOnlyList<Service> Services { get; init; } = [];

    /// <summary>Who talks to it: the claims on targets that reach its pods, with the targets' facts.</summary>
    public IReadOnlyList<(Claim Claim, TargetFacts Facts)> Claims { get; init; } = [];

    /// <summary>The ingress that annotations declare.</summary>
    public IReadOnlyList<DeclaredIngress> DeclaredIngress { get; init; } = [];

    /// <summary>The facts of the objects that <see cref="DeclaredIngress"/> names.</summary>
    public IReadOnlyDictionary<TargetKey, TargetFacts> DeclaredFacts { get; init; } = new Dictionary<TargetKey, TargetFacts>();

    /// <summary>The routes' back ends that are <see cref="Services"/>.</summary>
    public IReadOnlyList<RouteBackend> Routes { get; init; } = [];

    /// <summary>The API server's calls to <see cref="Services"/>.</summary>
    public IReadOnlyList<ApiBackend> ApiBackends { get; init; } = [];

    /// <summary>Other workloads whose pods the workload's selector selects too, by key.</summary>
    public ValueList<WorkloadKey> Overlaps { get; init; } = [];

    /// <summary>The platform.</summary>
    public required Platform Platform { get; init; }

    /// <summary>The operator's say.</summary>
    public required PolicyOptions Options { get; init; }

    /// <summary>The declarations that cannot be read.</summary>
    public IEnumerable<DeclarationError> DeclarationErrors =>
        DeclarationParser.Parse(Annotations.Egress, Workload.Annotations[Annotations.Egress], Workload.Key.Namespace).Errors
            .Concat(DeclaredIngress.SelectMany(declared => declared.Errors));

    /// <summary>
    /// Whether everything that decides about the rules is known: every shard has answered, every declaration can be read. If not,
    /// nothing may be closed.
    /// </summary>
    public bool IsComplete =>
        References.All(reference => reference.Outcome != Outcome.Unknown)
        && !DeclarationErrors.Any()
        && DeclaredIngress.SelectMany(declared => declared.Declarations)
            .Select(entry => DeclaredTarget.Of(entry, Options.KindNames))
            .All(target => target is null || DeclaredFacts.ContainsKey(new(target.Kind, target.Name)));
}
