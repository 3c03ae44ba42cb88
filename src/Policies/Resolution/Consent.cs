using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Resolution;

/// <summary>Which clients of other namespaces a target admits. Within a namespace consent is given.</summary>
/// <param name="Required">Whether the target's side must list its clients (<c>callers: granted</c>).</param>
/// <param name="Grants">Who is listed: <c>namespace</c> or <c>namespace/kind/name</c>, kinds in any letter case.</param>
public sealed record Consent(bool Required, ValueList<string> Grants)
{
    /// <summary>Everybody may call (<c>callers: auto</c>).</summary>
    public static readonly Consent Given = new(false, []);

    /// <summary>Whether a client may reach pods of <paramref name="targetNamespace"/>.</summary>
    public bool Admits(WorkloadKey client, string targetNamespace) =>
        !Required || client.Namespace == targetNamespace || Grants.Any(grant => Names(grant, client));

    private static bool Names(string grant, WorkloadKey client) => grant.Split('/') switch
    {
        [var ns] => ns == client.Namespace,
        [var ns, var kind, var name] =>
            ns == client.Namespace && name == client.Name && kind.Equals(client.Kind, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
