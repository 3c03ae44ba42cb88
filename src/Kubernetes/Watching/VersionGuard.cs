using System.Globalization;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>
/// Notices lists that go back in time, as a lagging replica's do. Versions are compared as numbers, which the API promises since
/// 1.35; other texts pass. A server that insists was restored from a backup and is believed.
/// </summary>
internal sealed class VersionGuard
{
    private const int Patience = 5;
    private ulong newest;
    private int refused;

    public void Seen(string? version)
    {
        if (Parse(version) is { } seen && seen > newest) newest = seen;
    }

    public bool IsStale(string version)
    {
        if (Parse(version) is not { } listed || listed >= newest || ++refused > Patience)
        {
            if (refused > Patience) newest = 0;
            refused = 0;
            return false;
        }
        return true;
    }

    /// <summary>Whether a version lies before another; versions that are no numbers never do.</summary>
    public static bool IsBefore(string version, string? other) => Parse(version) < Parse(other);

    private static ulong? Parse(string? version) =>
        ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
