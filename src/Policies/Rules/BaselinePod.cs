using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Rules;

/// <summary>A running pod, or, where only objects are known, what makes such pods.</summary>
/// <param name="Kind"><c>Pod</c>, or the kind of what makes it.</param>
/// <param name="Name">The name.</param>
/// <param name="Labels">The pods' labels.</param>
/// <param name="Controller">The controlling owner, or null.</param>
public sealed record BaselinePod(string Kind, string Name, Labels Labels, OwnerRef? Controller)
{
    /// <summary>As the annotation names it.</summary>
    public override string ToString() => $"{Kind.ToLowerInvariant()}/{Name}";
}
