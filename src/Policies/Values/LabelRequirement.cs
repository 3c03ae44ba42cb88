namespace NetpolOrleans.Policies.Values;

/// <summary>One <c>matchExpressions</c> entry of a <see cref="LabelSelector"/>.</summary>
/// <param name="Key">The label's key.</param>
/// <param name="Operator">How the label's value is compared.</param>
/// <param name="Values">The values of <c>In</c> and <c>NotIn</c>; empty for the other operators.</param>
public sealed record LabelRequirement(string Key, LabelOperator Operator, ValueList<string> Values)
{
    /// <summary>Whether the labels satisfy the requirement. <c>NotIn</c> also holds where the key is absent.</summary>
    public bool Matches(Labels labels) => (Operator, labels[Key]) switch
    {
        (LabelOperator.Exists, var value) => value is not null,
        (LabelOperator.DoesNotExist, var value) => value is null,
        (LabelOperator.In, var value) => value is not null && Values.Contains(value),
        (_, var value) => value is null || !Values.Contains(value),
    };

    /// <inheritdoc/>
    public override string ToString() => Operator switch
    {
        LabelOperator.Exists => Key,
        LabelOperator.DoesNotExist => $"!{Key}",
        LabelOperator.In => $"{Key} in ({string.Join(',', Values)})",
        _ => $"{Key} notin ({string.Join(',', Values)})",
    };
}
