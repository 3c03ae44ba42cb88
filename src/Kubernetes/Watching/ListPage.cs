using System.Text.Json;
using NetpolOrleans.Kubernetes.Wire;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>What one page of a list says beside its items.</summary>
/// <param name="ResourceVersion">The version of the whole list, the same on every page.</param>
/// <param name="Continue">The token of the next page, or null on the last.</param>
internal readonly record struct ListPage(string ResourceVersion, string? Continue)
{
    /// <summary>Takes one item's JSON.</summary>
    public delegate void TakeItem(ReadOnlySpan<byte> item);

    private static readonly ProjectionLimits Loose = new() { MaxDepth = 100_000 };

    /// <summary>Reads a page; null where it is no list. Items are handed on as they come, unread.</summary>
    public static ListPage? Read(ReadOnlySpan<byte> body, TakeItem take)
    {
        string? version = null, next = null;
        try
        {
            var json = new WireReader(body, Loose);
            if (!json.Object()) return null;
            while (json.NextField())
            {
                if (json.Is("metadata"u8)) ReadMeta(ref json, ref version, ref next);
                else if (json.Is("items"u8)) ReadItems(ref json, body, take);
                else json.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or MalformedObjectException or InvalidOperationException)
        {
            return null;
        }
        return version is { Length: > 0 } ? new(version, next is { Length: > 0 } ? next : null) : null;
    }

    private static void ReadMeta(ref WireReader json, ref string? version, ref string? next)
    {
        if (!json.Object()) return;
        while (json.NextField())
        {
            if (json.Is("resourceVersion"u8)) version = json.Text();
            else if (json.Is("continue"u8)) next = json.Text();
            else json.Skip();
        }
    }

    private static void ReadItems(ref WireReader json, ReadOnlySpan<byte> body, TakeItem take)
    {
        if (!json.Array()) return;
        while (json.NextItem())
        {
            var start = json.Start;
            json.Skip();
            take(body[start..json.End]);
        }
    }
}
