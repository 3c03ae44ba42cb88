using System.Text.Json;
using System.Text.Unicode;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reduces the JSON of one kind's objects to records. It never throws: a bad object becomes a value that says why.</summary>
/// <typeparam name="T">The record.</typeparam>
public sealed class Projector<T>
    where T : class
{
    private readonly ReadObject<T> read;
    private readonly KeptAnnotations annotations;

    internal Projector(string kind, ReadObject<T> read, KeptAnnotations annotations = KeptAnnotations.Ours)
    {
        Kind = kind;
        this.read = read;
        this.annotations = annotations;
    }

    /// <summary>The kind of the objects that this reads; an object that names another is set aside.</summary>
    public string Kind { get; }

    /// <summary>What objects may be at most.</summary>
    public ProjectionLimits Limits { get; init; } = ProjectionLimits.Default;

    /// <summary>Projects one object.</summary>
    /// <param name="utf8">The object's JSON; items of a list, which lack kind and apiVersion, included.</param>
    public Projection<T> Project(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Limits.MaxBytes) return Aside(utf8, SetAsideReason.TooLarge, $"{utf8.Length} bytes, of which {Limits.MaxBytes} are allowed");
        if (!Utf8.IsValid(utf8)) return Aside(utf8, SetAsideReason.InvalidUtf8, "the bytes are no valid UTF-8");
        try
        {
            return Read(utf8);
        }
        catch (MalformedObjectException e)
        {
            return Aside(utf8, e.Reason, e.Message);
        }
        catch (JsonException e)
        {
            var tooDeep = IsTooDeep(utf8);
            return Aside(utf8, tooDeep ? SetAsideReason.TooDeep : SetAsideReason.NotJson, tooDeep ? $"nests deeper than {Limits.MaxDepth}" : e.Message);
        }
        catch (InvalidOperationException e)
        {
            return Aside(utf8, SetAsideReason.Malformed, e.Message);
        }
    }

    private Projection<T> Read(ReadOnlySpan<byte> utf8)
    {
        var json = new WireReader(utf8, Limits);
        var meta = new ObjectMeta(annotations);
        if (!json.Object()) throw new MalformedObjectException(SetAsideReason.Malformed, "null where an object belongs");
        var value = read(ref json, ref meta);
        json.Finish();
        if (meta.Kind is not ("" or "PartialObjectMetadata") && meta.Kind != Kind)
            throw new MalformedObjectException(SetAsideReason.WrongKind, WrongKind(meta.Kind));
        if (meta.Name.Length == 0) throw new MalformedObjectException(SetAsideReason.Nameless, "metadata.name is missing");
        return new(meta.ObjectName, meta.Uid, meta.ResourceVersion, value);
    }

    private Projection<T> Aside(ReadOnlySpan<byte> utf8, SetAsideReason reason, string detail)
    {
        var header = ObjectHeader.Read(utf8);
        return reason == SetAsideReason.Malformed && header.Kind.Length > 0 && header.Kind != Kind
            ? Projection<T>.SetAside(header, SetAsideReason.WrongKind, WrongKind(header.Kind))
            : Projection<T>.SetAside(header, reason, detail);
    }

    private string WrongKind(string found) => $"a {found} where a {Kind} belongs";

    private bool IsTooDeep(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 10_000 });
        try
        {
            while (json.Read())
                if (json.CurrentDepth >= Limits.MaxDepth) return true;
        }
        catch (JsonException)
        {
            return false;
        }
        return false;
    }
}
