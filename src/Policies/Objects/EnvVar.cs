using System.Text;

namespace NetpolOrleans.Policies.Objects;

/// <summary>
/// A container's variable: exactly one of the sources is set; a literal without text is empty. A cluster has more of these than of anything
/// else: one takes 32 bytes, and a long literal one byte a character.
/// </summary>
public sealed record EnvVar
{
    /// <summary>Shorter literals are strings, which are shared: "true", "8080", "production".</summary>
    public const int LongText = 17;

    private readonly object source;

    /// <summary>A variable of one source.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="value">The literal <c>value</c>, or null.</param>
    /// <param name="configMap"><c>valueFrom.configMapKeyRef</c>, or null.</param>
    /// <param name="secret"><c>valueFrom.secretKeyRef</c>, or null.</param>
    /// <param name="fieldPath"><c>valueFrom.fieldRef.fieldPath</c>, or null.</param>
    public EnvVar(string name, string? value, KeyRef? configMap = null, KeyRef? secret = null, string? fieldPath = null)
        : this(name, configMap ?? (secret is not null ? new SecretRef(secret) : fieldPath is not null ? new FieldRef(fieldPath) : Compact(value ?? "")))
    {
    }

    private EnvVar(string name, object source) => (Name, this.source) = (name, source);

    /// <summary>The variable's name.</summary>
    public string Name { get; }

    /// <summary>The literal <c>value</c>, with <c>$(VAR)</c> not yet expanded, or null. Long ones are made anew each time.</summary>
    public string? Value => source as string ?? (source is byte[] ascii ? Encoding.ASCII.GetString(ascii) : null);

    /// <summary><c>valueFrom.configMapKeyRef</c>, or null.</summary>
    public KeyRef? ConfigMap => source as KeyRef;

    /// <summary><c>valueFrom.secretKeyRef</c>, or null; read only where the operator switched it on.</summary>
    public KeyRef? Secret => (source as SecretRef)?.Key;

    /// <summary><c>valueFrom.fieldRef.fieldPath</c>, such as <c>metadata.namespace</c>, or null.</summary>
    public string? FieldPath => (source as FieldRef)?.Path;

    /// <summary>A variable whose literal is of ASCII characters and at least <see cref="LongText"/> of them; the array is kept.</summary>
    public static EnvVar OfAscii(string name, byte[] ascii) => new(name, (object)ascii);

    /// <inheritdoc/>
    public bool Equals(EnvVar? other) => other is not null && Name == other.Name
        && (source is byte[] mine && other.source is byte[] its ? mine.AsSpan().SequenceEqual(its) : source.Equals(other.source));

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Name);
        if (source is byte[] ascii) hash.AddBytes(ascii);
        else hash.Add(source);
        return hash.ToHashCode();
    }

    private static object Compact(string value) => value.Length >= LongText && Ascii.IsValid(value) ? Encoding.ASCII.GetBytes(value) : value;

    private sealed record SecretRef(KeyRef Key);

    private sealed record FieldRef(string Path);
}
