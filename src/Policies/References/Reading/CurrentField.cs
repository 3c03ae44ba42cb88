using NetpolOrleans.Policies.References.Fields;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.References.Reading;

/// <summary>The field whose value is being read.</summary>
/// <param name="Name">Its name; empty where the text names none.</param>
/// <param name="Group">The fields beside it.</param>
/// <param name="IsHostLike">Whether a bare name may be a host.</param>
/// <param name="IsNeverCalled">Whether whatever the value names is not called.</param>
/// <param name="IsOption">Whether it is an option whose value is the next word only.</param>
/// <param name="HoldsLabels">Whether the fields inside of it are labels: whatever their names are, their values call nobody.</param>
internal readonly record struct CurrentField(
    ReadOnlyMemory<char> Name, FieldGroup Group, bool IsHostLike, bool IsNeverCalled, bool IsOption = false, bool HoldsLabels = false)
{
    // Longer names are judged by their end: every word of their values asks what they mean.
    private const int LongestName = 256;

    /// <summary>No field: nothing says what the words mean.</summary>
    public static CurrentField None(FieldGroup group) => new(default, group, false, false);

    /// <summary>The field of a name that stands inside of another one.</summary>
    public static CurrentField In(CurrentField parent, ReadOnlyMemory<char> name, FieldGroup group, ValueList<string> hostTokens) =>
        parent.HoldsLabels ? new(name, group, false, true, HoldsLabels: true) : Of(name, group, hostTokens);

    /// <summary>The field of a name.</summary>
    public static CurrentField Of(ReadOnlyMemory<char> name, FieldGroup group, ValueList<string> hostTokens, bool isOption = false)
    {
        if (name.Length > LongestName) name = name[^LongestName..];
        Effort.Spend(name.Length);
        var isHostLike = FieldName.IsHostLike(name.Span, hostTokens);
        if (isHostLike) group.AddHostField(name);
        return new(name, group, isHostLike, NeverCalled.Contains(name.Span, hostTokens), isOption, NeverCalled.HoldsLabels(name.Span));
    }
}
