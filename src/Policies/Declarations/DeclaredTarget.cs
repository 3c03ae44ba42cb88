using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Declarations;

/// <summary>Declared peers that are objects of the cluster, as targets of references.</summary>
public static class DeclaredTarget
{
    /// <summary>The target that a declaration names; null for addresses, the API server and <c>any</c>, which are no objects.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="kinds">The kinds in their own spelling; a kind is compared without case.</param>
    public static ReferenceTarget? Of(Declaration declaration, IEnumerable<string> kinds) => declaration.Peer switch
    {
        { Kind: DeclaredPeerKind.Service, Object: var name } => new(TargetKind.Service, name, Declared: declaration.Ports),
        { Kind: DeclaredPeerKind.Workload, Object: var name, WorkloadKind: { } kind } =>
            new(TargetKind.Workload, new ObjectName(name.Namespace, $"{Spelling(kind, kinds)}/{name.Name}"), Declared: declaration.Ports),
        { Kind: DeclaredPeerKind.Namespace, Object.Namespace: var ns } =>
            new(TargetKind.Namespace, new ObjectName(ns, ns), Declared: declaration.Ports),
        _ => null,
    };

    /// <summary>The declared egress of a workload as references, which resolve and linger like those that are read.</summary>
    public static ValueList<Reference> EgressReferences(Workload workload, IEnumerable<string> kinds) =>
    [
        .. DeclarationParser.Parse(Annotations.Egress, workload.Annotations[Annotations.Egress], workload.Key.Namespace).Entries
            .Select(entry => (Target: Of(entry, kinds), entry.Text))
            .Where(entry => entry.Target is not null)
            .Select(entry => new Reference([entry.Target!], Certainty.Explicit, new(null, Annotations.Egress, null, entry.Text))),
    ];

    private static string Spelling(string kind, IEnumerable<string> kinds) =>
        kinds.Append("Pod").FirstOrDefault(each => each.Equals(kind, StringComparison.OrdinalIgnoreCase)) ?? kind;
}
