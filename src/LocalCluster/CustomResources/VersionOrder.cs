using System.Text.RegularExpressions;

namespace LocalKubernetes.CustomResources;

/// <summary>Kubernetes' order of versions: v2 before v1 before v1beta2 before v1alpha1 before anything else.</summary>
internal sealed partial class VersionOrder : IComparer<string?>
{
    public static VersionOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (Rank(x), Rank(y));
        return left == right ? string.CompareOrdinal(x, y) : right.CompareTo(left);
    }

    private static (int Stability, int Major, int Minor) Rank(string? version)
    {
        var match = Pattern().Match(version ?? "");
        if (!match.Success) return (0, 0, 0);
        var stability = match.Groups[2].Value switch { "alpha" => 1, "beta" => 2, _ => 3 };
        return (stability, int.Parse(match.Groups[1].Value, null), match.Groups[3].Success ? int.Parse(match.Groups[3].Value, null) : 0);
    }

    [GeneratedRegex(@"\Av(\d{1,5})(?:(alpha|beta)(\d{1,5}))?\z")]
    private static partial Regex Pattern();
}
