using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Declarations;

/// <summary>Reads <c>netpol-orleans.io/grants</c>: <c>team-a, team-b/deployment/web</c>.</summary>
public static class GrantParser
{
    private static readonly char[] Separators = [',', ';', '\n'];

    /// <summary>The grants of an annotation; none where it is absent. Total: a bad entry becomes an error, and the others stand.</summary>
    public static ParsedGrants Parse(string? text)
    {
        var grants = new List<Grant>();
        var errors = new List<DeclarationError>();
        foreach (var entry in (text ?? "").Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Grant(entry.Split('/')) is { } grant) grants.Add(grant);
            else errors.Add(DeclarationError.About(Annotations.Grants, entry, "a grant is a namespace, or namespace/kind/name"));
        }
        return new(grants.ToValueList(), errors.ToValueList());
    }

    private static Grant? Grant(string[] parts) => parts switch
    {
        [var ns] when KubernetesName.IsLabel(ns) => new(ns),
        [var ns, var kind, var name] when KubernetesName.IsLabel(ns) && KubernetesName.IsKind(kind) && KubernetesName.IsSubdomain(name) =>
            new(ns, kind, name),
        _ => null,
    };
}
