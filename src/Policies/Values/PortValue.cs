using System.Globalization;

namespace NetpolOrleans.Policies.Values;

/// <summary>An <c>intstr.IntOrString</c> port: a number from 1 to 65535, or the name of a container's port.</summary>
/// <param name="Number">The number, or 0 where the port is a name.</param>
/// <param name="Name">The name, or null where the port is a number.</param>
public readonly record struct PortValue(int Number, string? Name = null) : IComparable<PortValue>
{
    /// <summary>Whether the port is given by name.</summary>
    public bool IsNamed => Name is not null;

    /// <summary>A port by number.</summary>
    public static implicit operator PortValue(int number) => new(number);

    /// <summary>The same as the conversion from a number.</summary>
    public static PortValue FromInt32(int number) => new(number);

    /// <summary>A port by name.</summary>
    public static PortValue Named(string name) => new(0, name);

    /// <summary>Numbers before names, each in their order.</summary>
    public int CompareTo(PortValue other) => (IsNamed, other.IsNamed) switch
    {
        (false, false) => Number.CompareTo(other.Number),
        (true, true) => string.CompareOrdinal(Name, other.Name),
        (var named, _) => named ? 1 : -1,
    };

    /// <inheritdoc/>
    public override string ToString() => Name ?? Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the left port comes first.</summary>
    public static bool operator <(PortValue left, PortValue right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left port comes last.</summary>
    public static bool operator >(PortValue left, PortValue right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left port does not come last.</summary>
    public static bool operator <=(PortValue left, PortValue right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left port does not come first.</summary>
    public static bool operator >=(PortValue left, PortValue right) => left.CompareTo(right) >= 0;
}
