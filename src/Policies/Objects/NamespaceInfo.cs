using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>A Namespace.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its uid; a namespace that was deleted and made again has another.</param>
/// <param name="Labels">All of its labels.</param>
/// <param name="Annotations">Its <c>netpol-orleans.io/*</c> annotations; see <see cref="Objects.Annotations"/>.</param>
/// <param name="Terminating">Whether it is being deleted.</param>
public sealed record NamespaceInfo(string Name, string Uid, Labels Labels, Labels Annotations, bool Terminating = false);
