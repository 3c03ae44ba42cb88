using System.Text;
using System.Text.Json;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>
/// A cursor over one object's JSON. It always stands on a value: <see cref="NextField"/> and <see cref="NextItem"/> move to the
/// next one of the object or array that was entered, and every value must be read or skipped. <c>null</c> reads as absent.
/// </summary>
internal ref struct WireReader
{
    private const int LongestShared = 512; // longer texts are rarely repeated

    private readonly int maxEntries;
    private readonly ReadOnlySpan<byte> source;
    private Utf8JsonReader json;
    private ReadOnlySpan<byte> fieldName;

    public WireReader(ReadOnlySpan<byte> utf8, ProjectionLimits limits)
    {
        json = new(utf8, new JsonReaderOptions { MaxDepth = limits.MaxDepth });
        maxEntries = limits.MaxEntries;
        source = utf8;
        json.Read();
    }

    /// <summary>The name of the field whose value the cursor stands on.</summary>
    public readonly string Field => Encoding.UTF8.GetString(fieldName);

    /// <summary>Whether the value is an array; for fields that have two shapes.</summary>
    public readonly bool IsArray => json.TokenType == JsonTokenType.StartArray;

    /// <summary>Whether the value is a string.</summary>
    public readonly bool IsText => json.TokenType == JsonTokenType.String;

    /// <summary>Where the value that the cursor stands on starts, in bytes.</summary>
    public readonly int Start => (int)json.TokenStartIndex;

    /// <summary>Where the last token ends, in bytes.</summary>
    public readonly int End => (int)json.BytesConsumed;

    /// <summary>Makes sure that nothing follows the value that was read.</summary>
    /// <exception cref="System.Text.Json.JsonException">Something does.</exception>
    public void Finish() => _ = json.Read();

    /// <summary>Enters an object; false where the value is null.</summary>
    public readonly bool Object() => Enters(JsonTokenType.StartObject, "an object");

    /// <summary>Enters an array; false where the value is null.</summary>
    public readonly bool Array() => Enters(JsonTokenType.StartArray, "a list");

    /// <summary>Moves to the value of the object's next field; false at its end.</summary>
    public bool NextField()
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndObject) return false;
        fieldName = json.ValueIsEscaped ? Unescaped() : json.ValueSpan;
        json.Read();
        return true;
    }

    /// <summary>Moves to the array's next element; false at its end.</summary>
    public bool NextItem()
    {
        json.Read();
        return json.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Whether the field has this name.</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) => fieldName.SequenceEqual(name);

    /// <summary>Passes over the value.</summary>
    public void Skip() => json.Skip();

    /// <summary>A string, or null.</summary>
    public readonly string? Text() => json.TokenType switch
    {
        JsonTokenType.String => json.GetString(),
        JsonTokenType.Null => null,
        _ => throw Expected("a string"),
    };

    /// <summary>A string that other objects are likely to have too, or null.</summary>
    public readonly string? Pooled() =>
        json.TokenType == JsonTokenType.String && !json.ValueIsEscaped ? StringPool.Get(json.ValueSpan) : Text();

    /// <summary>A text of at least so many characters, all of them ASCII and none escaped, shared where it is repeated; otherwise null.</summary>
    public readonly byte[]? Ascii(int atLeast)
    {
        if (json.TokenType != JsonTokenType.String || json.ValueIsEscaped || json.ValueSpan.Length < atLeast || !System.Text.Ascii.IsValid(json.ValueSpan)) return null;
        if (json.ValueSpan.Length > LongestShared) return json.ValueSpan.ToArray();
        if (ValuePool<byte[]>.Find(json.ValueSpan) is { } known) return known;
        var ascii = json.ValueSpan.ToArray();
        ValuePool<byte[]>.Keep(ascii, ascii);
        return ascii;
    }

    /// <summary>A Boolean, or null.</summary>
    public readonly bool? Flag() => json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        _ => throw Expected("true or false"),
    };

    /// <summary>A whole number, or null.</summary>
    public readonly long? Number() => json.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number when json.TryGetInt64(out var number) => number,
        _ => throw Expected("a whole number"),
    };

    /// <summary>A port from 1 to 65535; null where it is null or 0, by which the API means absent.</summary>
    public readonly int? Port() => Number() switch
    {
        null or 0 => null,
        > 0 and <= 65535 and var port => (int)port,
        _ => throw Expected("a port"),
    };

    /// <summary>A port by number or name, or null.</summary>
    public readonly PortValue? PortOrName()
    {
        if (json.TokenType != JsonTokenType.String) return Port() is { } number ? new PortValue(number) : null;
        return Pooled() is { Length: > 0 } name ? PortValue.Named(name) : null;
    }

    /// <summary>A transport protocol; TCP where it is null or empty.</summary>
    public readonly Protocol Protocol()
    {
        if (json.TokenType == JsonTokenType.Null || json.ValueTextEquals("TCP"u8) || json.ValueTextEquals(""u8)) return Policies.Values.Protocol.TCP;
        if (json.ValueTextEquals("UDP"u8)) return Policies.Values.Protocol.UDP;
        if (json.ValueTextEquals("SCTP"u8)) return Policies.Values.Protocol.SCTP;
        throw Expected("TCP, UDP or SCTP");
    }

    /// <summary>A map of strings, keys shared; with <paramref name="keep"/>, other keys' values are passed over unread.</summary>
    public Labels Map(Func<string, bool>? keep = null, bool poolValues = true)
    {
        if (!Object()) return Labels.Empty;
        var pairs = new ItemBuffer<KeyValuePair<string, string>>();
        try
        {
            while (NextField())
            {
                var key = StringPool.Get(fieldName);
                if (keep is not null && !keep(key)) Skip();
                else if ((poolValues ? Pooled() : Text()) is { } value) Add(ref pairs, new(key, value));
            }
            return pairs.Count == 0 ? Labels.Empty : Labels.From(pairs.Items.ToArray());
        }
        finally
        {
            pairs.Dispose();
        }
    }

    /// <summary>A value that other objects are likely to have too: read once, shared from then on.</summary>
    public T? Shared<T>(ReadItem<T?> read)
        where T : class
    {
        var after = json;
        after.Skip();
        var utf8 = source[Start..(int)after.BytesConsumed];
        if (utf8.Length > LongestShared) return read(ref this);
        if (ValuePool<T>.Find(utf8) is { } known)
        {
            json = after;
            return known;
        }

        var value = read(ref this);
        if (value is not null) ValuePool<T>.Keep(utf8, value);
        return value;
    }

    /// <summary>A list, its elements read by <paramref name="read"/>; null and missing are empty, and so are elements that are null.</summary>
    public ValueList<T> List<T>(ReadItem<T?> read)
    {
        if (!Array()) return [];
        var items = new ItemBuffer<T>();
        try
        {
            while (NextItem())
                if (json.TokenType != JsonTokenType.Null && read(ref this) is { } item) Add(ref items, item);
            return ValueList.Create(items.Items);
        }
        finally
        {
            items.Dispose();
        }
    }

    /// <summary>A list of strings.</summary>
    public ValueList<string> Texts(bool pooled = false) => pooled
        ? List(static (ref WireReader item) => item.Pooled() ?? "")
        : List(static (ref WireReader item) => item.Text() ?? "");

    /// <summary>What is thrown where the value is not what the API says.</summary>
    public readonly MalformedObjectException Expected(string what) =>
        new(SetAsideReason.Malformed, $"field '{Field}' is {Shape(json.TokenType)} where {what} belongs");

    private readonly void Add<T>(ref ItemBuffer<T> items, T item)
    {
        if (items.Count == maxEntries)
            throw new MalformedObjectException(SetAsideReason.TooManyEntries, $"field '{Field}' has more than {maxEntries} entries");
        items.Add(item);
    }

    private readonly bool Enters(JsonTokenType start, string what) =>
        json.TokenType == start || (json.TokenType == JsonTokenType.Null ? false : throw Expected(what));

    private readonly ReadOnlySpan<byte> Unescaped()
    {
        var copy = new byte[json.ValueSpan.Length];
        return copy.AsSpan(0, json.CopyString(copy));
    }

    private static string Shape(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a Boolean",
        _ => "something else",
    };
}
