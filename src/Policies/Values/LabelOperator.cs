namespace NetpolOrleans.Policies.Values;

/// <summary>The operators of <c>metav1.LabelSelectorRequirement</c>.</summary>
public enum LabelOperator
{
    /// <summary>The label is present with one of the values.</summary>
    In,

    /// <summary>The label is absent, or present with none of the values.</summary>
    NotIn,

    /// <summary>The label is present.</summary>
    Exists,

    /// <summary>The label is absent.</summary>
    DoesNotExist,
}
