using NetpolOrleans.Policies.Declarations;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Rules;

/// <summary>The ingress that an annotation declares.</summary>
/// <param name="On">The Service that carries the annotation; null for the workload itself.</param>
/// <param name="Declarations">The valid entries.</param>
/// <param name="Errors">The others: they open nothing, and nothing is closed while they are there.</param>
public sealed record DeclaredIngress(Service? On, ValueList<Declaration> Declarations, ValueList<DeclarationError> Errors)
{
    /// <summary>All that is declared for a workload, by itself and by the Services that select it.</summary>
    public static IReadOnlyList<DeclaredIngress> Of(Workload workload, IEnumerable<Service> services) =>
    [
        .. services.Select(service => Parse(service, service.Annotations, service.Name.Namespace))
            .Prepend(Parse(null, workload.Annotations, workload.Key.Namespace))
            .Where(declared => !declared.Declarations.IsEmpty || !declared.Errors.IsEmpty),
    ];

    private static DeclaredIngress Parse(Service? on, Labels annotations, string ns)
    {
        var parsed = DeclarationParser.Parse(Annotations.Ingress, annotations[Annotations.Ingress], ns);
        return new(on, parsed.Entries, parsed.Errors);
    }
}
