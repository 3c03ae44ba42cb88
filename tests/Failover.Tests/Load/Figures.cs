using System.Globalization;

namespace NetpolOrleans.Failover.Tests.Load;

/// <summary>What a disturbance did to the changes that came meanwhile, as a row of a table.</summary>
/// <param name="What">The disturbance.</param>
/// <param name="Struck">The delays of changes in namespaces whose replica was struck.</param>
/// <param name="Others">The delays of the other changes.</param>
/// <param name="Lost">Changes whose policies did not come at all.</param>
/// <param name="Writes">Writes of policies.</param>
internal sealed record Figures(string What, IReadOnlyList<TimeSpan> Struck, IReadOnlyList<TimeSpan> Others, int Lost, int Writes)
{
    /// <summary>The head of the table.</summary>
    public const string Head =
        "| disturbance | changes | lost | struck shards: median | worst | other shards: median | p99 | worst | policy writes |\n|---|---|---|---|---|---|---|---|---|";

    public TimeSpan WorstStruck => Longest(Struck);

    public TimeSpan Worst => Longest(Struck) > Longest(Others) ? Longest(Struck) : Longest(Others);

    public static Figures Of(string what, IEnumerable<Change> changes, IReadOnlySet<string> struck, int writes)
    {
        var all = changes.ToList();
        var answered = all.Where(change => change.Delay is not null).ToLookup(change => change.Namespaces.Any(struck.Contains), change => change.Delay!.Value);
        return new(what, [.. answered[true].Order()], [.. answered[false].Order()], all.Count(change => change.Delay is null), writes);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {What} | {Struck.Count + Others.Count + Lost} | {Lost} | {Ms(Struck, 0.5)} | {Ms(Struck, 1)} | {Ms(Others, 0.5)} | {Ms(Others, 0.99)} | {Ms(Others, 1)} | {Writes} |");

    private static string Ms(IReadOnlyList<TimeSpan> sorted, double part) => sorted.Count == 0
        ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{sorted[Math.Min(sorted.Count - 1, (int)(part * sorted.Count))].TotalMilliseconds:N0} ms");

    private static TimeSpan Longest(IReadOnlyList<TimeSpan> sorted) => sorted.Count == 0 ? TimeSpan.Zero : sorted[^1];
}
