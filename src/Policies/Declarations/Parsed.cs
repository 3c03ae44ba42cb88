namespace NetpolOrleans.Policies.Declarations;

/// <summary>What a parser made of a text: a value, or what is wrong with the text.</summary>
internal readonly record struct Parsed<T>(T? Value, string? Error)
{
    public static implicit operator Parsed<T>(T value) => new(value, null);

    public static Parsed<T> Wrong(string message) => new(default, message);
}
