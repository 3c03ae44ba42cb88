using System.Globalization;
using System.Text.RegularExpressions;

namespace LocalKubernetes.Faults;

/// <summary>
/// Reads the text form, a line each: "VERBS RESOURCE [in NAMESPACE] [named NAME] [by USER]: FAULT[, WHEN]…" for requests,
/// "at|every TIME: EVENT" for the cluster, "seed NUMBER", and comments after "#". A semicolon ends a line too.
/// </summary>
internal static partial class FaultPlanText
{
    public static FaultPlan Read(string text)
    {
        var lines = text.Split('\n')
            .SelectMany((line, index) => line.Split('#')[0].Split(';').Select(part => (Text: part.Trim(), Number: index + 1)))
            .Where(line => line.Text.Length > 0).ToList();
        var seed = lines.Where(line => line.Text.StartsWith("seed ", StringComparison.Ordinal)).Select(line => Whole(line.Text[5..])).LastOrDefault();
        var plan = new FaultPlan(seed);
        foreach (var (line, number) in lines.Where(line => !line.Text.StartsWith("seed ", StringComparison.Ordinal)))
        {
            try
            {
                Read(plan, line);
            }
            catch (Exception problem) when (problem is FormatException or OverflowException)
            {
                throw new FormatException($"line {number}, \"{line}\": {problem.Message}", problem);
            }
        }
        return plan;
    }

    private static void Read(FaultPlan plan, string line)
    {
        var at = line.IndexOf(": ", StringComparison.Ordinal);
        if (at < 0) throw new FormatException("a colon and a fault are missing");
        var (head, tail) = (line[..at].Trim(), line[(at + 2)..].Trim());
        if (Event().Match(head) is { Success: true } timed)
        {
            var (what, away) = tail.Split(" away ") is [var restart, var time] ? (restart, Time(time)) : (tail, TimeSpan.Zero);
            plan.At(Time(timed.Groups[2].Value), EventOf(what, away), timed.Groups[1].Value == "every", away);
            return;
        }
        var parts = tail.Split(',', StringSplitOptions.TrimEntries);
        var rule = new FaultRule(PatternOf(head), FaultOf(parts[0]));
        foreach (var when in parts.Skip(1)) rule = When(rule, when);
        plan.Add(rule);
    }

    private static RequestPattern PatternOf(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success) throw new FormatException("expected VERBS RESOURCE [in NAMESPACE] [named NAME] [by USER]");
        return new RequestPattern
        {
            Verb = Some(match.Groups["verb"]),
            Resource = Some(match.Groups["resource"]),
            Namespace = Some(match.Groups["in"]),
            Name = Some(match.Groups["named"]),
            User = Some(match.Groups["by"]),
        };
    }

    private static Fault FaultOf(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["latency", var range] => range.Split("..") is [var least, var most] ? Fault.Latency(Time(least), Time(most)) : Fault.Latency(Time(range)),
            ["status", var code] => Fault.Status(Whole(code)),
            ["status", var code, "retry-after", var wait] => Fault.Status(Whole(code), (int)Time(wait).TotalSeconds),
            ["timeout"] => Fault.Timeout(),
            ["timeout", var after] => Fault.Timeout(Time(after)),
            ["stale", var revisions] => Fault.Stale(Whole(revisions)),
            ["bookmarks", "twice"] => Fault.RepeatBookmarks(),
            ["bookmarks", "late"] => Fault.DelayBookmarks(),
            ["goaway"] => Fault.GoAway(),
            [var name] => InStream(name, 0),
            [var name, "after", var frames, "frames" or "frame"] => InStream(name, Whole(frames)),
            _ => throw new FormatException($"unknown fault \"{text}\""),
        };
    }

    private static Fault InStream(string name, int frames) => name switch
    {
        "reset" => Fault.Reset(frames),
        "cut" => Fault.Cut(frames),
        "garbage" => Fault.Garbage(frames),
        "silence" => Fault.Silence(frames),
        "expire" => Fault.Expire(frames),
        _ => throw new FormatException($"unknown fault \"{name}\""),
    };

    private static FaultRule When(FaultRule rule, string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["once"] => rule with { Times = 1 },
        ["first", var count] => rule with { Times = Whole(count) },
        ["every", var count] => rule with { Every = Math.Max(1, Whole(count)) },
        ["skip", var count] => rule with { Skip = Whole(count) },
        ["from", var time] => rule with { From = Time(time) },
        ["until", var time] => rule with { Until = Time(time) },
        [var share] when share.EndsWith('%') => rule with { Probability = double.Parse(share[..^1], CultureInfo.InvariantCulture) / 100 },
        _ => throw new FormatException($"unknown condition \"{text}\""),
    };

    private static ClusterEventKind EventOf(string text, TimeSpan away) => text switch
    {
        "restart" => ClusterEventKind.Restart,
        "restart without watch cache" => ClusterEventKind.RestartWithoutWatchCache,
        _ when away != TimeSpan.Zero => throw new FormatException($"only a restart takes a server away, not \"{text}\""),
        "compact" => ClusterEventKind.Compact,
        "close watches" => ClusterEventKind.CloseWatches,
        "rotate certificate" => ClusterEventKind.RotateCertificate,
        "expire tokens" => ClusterEventKind.ExpireTokens,
        _ => throw new FormatException($"unknown event \"{text}\""),
    };

    private static TimeSpan Time(string text)
    {
        var match = Duration().Match(text);
        if (!match.Success) throw new FormatException($"\"{text}\" is not a time such as 250ms, 10s or 2m");
        var amount = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return match.Groups[2].Value switch { "ms" => TimeSpan.FromMilliseconds(amount), "s" => TimeSpan.FromSeconds(amount), "m" => TimeSpan.FromMinutes(amount), _ => TimeSpan.FromHours(amount) };
    }

    private static int Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"\"{text}\" is not a whole number");

    private static string? Some(Group group) => group.Success && group.Value != "*" ? group.Value : null;

    [GeneratedRegex(@"\A(at|every) (\S+)\z")]
    private static partial Regex Event();

    [GeneratedRegex(@"\A(?<verb>[a-z,*]+) (?<resource>[^\s:]+)(?: in (?<in>\S+))?(?: named (?<named>\S+))?(?: by (?<by>\S+))?\z")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"\A(\d+(?:\.\d+)?)(ms|s|m|h)\z")]
    private static partial Regex Duration();
}
