using NetpolOrleans.Failover.Tests.Load;

namespace NetpolOrleans.Failover.Tests.Harness;

/// <summary>Figures as tables: in the test's output, and in the file that NETPOL_FAILOVER_REPORT names.</summary>
internal static class Report
{
    private static readonly Lock Gate = new();

    public static void Write(string title, IEnumerable<Figures> rows) => Write(title, [Figures.Head, .. rows.Select(row => row.ToString())]);

    public static void Write(string title, IEnumerable<string> lines)
    {
        var text = $"\n## {title}\n\n{string.Join('\n', lines)}\n";
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        if (Sizes.Report is not { } path) return;
        lock (Gate) File.AppendAllText(path, text);
    }
}
