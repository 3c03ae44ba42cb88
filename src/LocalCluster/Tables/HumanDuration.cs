namespace LocalKubernetes.Tables;

/// <summary>Durations as kubectl shows them: at most two units, the coarser the longer.</summary>
internal static class HumanDuration
{
    public static string Of(TimeSpan span)
    {
        var (seconds, minutes, hours) = ((long)span.TotalSeconds, (long)span.TotalMinutes, (long)span.TotalHours);
        return seconds switch
        {
            < -1 => "<invalid>",
            < 0 => "0s",
            < 60 * 2 => $"{seconds}s",
            < 60 * 10 => Two(minutes, "m", seconds % 60, "s"),
            < 60 * 60 * 3 => $"{minutes}m",
            < 60 * 60 * 8 => Two(hours, "h", minutes % 60, "m"),
            < 60 * 60 * 48 => $"{hours}h",
            < 60 * 60 * 24 * 8 => Two(hours / 24, "d", hours % 24, "h"),
            < 60L * 60 * 24 * 365 * 2 => $"{hours / 24}d",
            < 60L * 60 * 24 * 365 * 8 => Two(hours / 24 / 365, "y", hours / 24 % 365, "d"),
            _ => $"{hours / 24 / 365}y",
        };
    }

    private static string Two(long coarse, string coarseUnit, long fine, string fineUnit) =>
        fine == 0 ? $"{coarse}{coarseUnit}" : $"{coarse}{coarseUnit}{fine}{fineUnit}";
}
