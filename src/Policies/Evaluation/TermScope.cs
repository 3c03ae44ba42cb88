namespace NetpolOrleans.Policies.Evaluation;

/// <summary>Where a <see cref="Term"/> comes from.</summary>
internal enum TermScope
{
    Namespace,
    NamespaceLabel,
    PodLabel,
}
