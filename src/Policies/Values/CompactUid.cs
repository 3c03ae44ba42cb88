using System.Globalization;

namespace NetpolOrleans.Policies.Values;

/// <summary>An object's uid: 16 bytes where it is a UUID as the API server writes them, text otherwise. A text of its own would take 96.</summary>
internal readonly record struct CompactUid
{
    /// <summary>No uid.</summary>
    public static readonly CompactUid None = new("");

    private readonly Guid uuid;
    private readonly string? text;

    /// <param name="uid">The uid; empty where there is none.</param>
    public CompactUid(string uid)
    {
        if (Guid.TryParseExact(uid, "D", out uuid) && uuid.ToString("D", CultureInfo.InvariantCulture) == uid) return;
        (uuid, text) = (default, uid);
    }

    /// <inheritdoc/>
    public override string ToString() => text ?? uuid.ToString("D", CultureInfo.InvariantCulture);
}
