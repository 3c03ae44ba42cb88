namespace LocalKubernetes.Admission;

/// <summary>A five-field cron schedule in UTC: numbers, lists, ranges, steps and the usual macros.</summary>
internal sealed class CronSchedule
{
    private static readonly (int Low, int High)[] Bounds = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6)];
    private readonly bool[][] fields;
    private readonly bool anyDay;

    private CronSchedule(bool[][] fields, bool anyDay) => (this.fields, this.anyDay) = (fields, anyDay);

    /// <summary>Null when the text is no schedule.</summary>
    public static CronSchedule? TryParse(string text)
    {
        text = text.Trim() switch
        {
            "@yearly" or "@annually" => "0 0 1 1 *",
            "@monthly" => "0 0 1 * *",
            "@weekly" => "0 0 * * 0",
            "@daily" or "@midnight" => "0 0 * * *",
            "@hourly" => "0 * * * *",
            var other => other,
        };
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 5) return null;
        var fields = new bool[5][];
        for (var index = 0; index < 5; index++)
        {
            if (ParseField(parts[index], Bounds[index].Low, Bounds[index].High) is not { } field) return null;
            fields[index] = field;
        }
        return new CronSchedule(fields, parts[2].StartsWith('*') || parts[4].StartsWith('*'));
    }

    /// <summary>The first time after an instant, within five years.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var at = new DateTimeOffset(after.Year, after.Month, after.Day, after.Hour, after.Minute, 0, TimeSpan.Zero).AddMinutes(1);
        for (var end = after.AddYears(5); at < end;)
        {
            if (!IsDay(at)) at = new DateTimeOffset(at.Year, at.Month, at.Day, 0, 0, 0, TimeSpan.Zero).AddDays(1);
            else if (!fields[1][at.Hour]) at = at.AddMinutes(60 - at.Minute);
            else if (!fields[0][at.Minute]) at = at.AddMinutes(1);
            else return at;
        }
        return null;
    }

    // Cron's oldest oddity: two restricted day fields are alternatives.
    private bool IsDay(DateTimeOffset at)
    {
        var (date, weekday) = (fields[2][at.Day], fields[4][(int)at.DayOfWeek]);
        return fields[3][at.Month] && (anyDay ? date && weekday : date || weekday);
    }

    private static bool[]? ParseField(string text, int low, int high)
    {
        var allowed = new bool[high + 2];
        foreach (var item in text.Split(','))
        {
            var step = item.Split('/');
            var range = step[0].Split('-');
            int from = low, to = high, by = 1;
            if (step.Length > 2 || (step.Length == 2 && (!int.TryParse(step[1], out by) || by < 1))) return null;
            if (step[0] != "*")
            {
                if (!int.TryParse(range[0], out from)) return null;
                if (range.Length == 1) to = step.Length == 2 ? high : from;
                else if (range.Length > 2 || !int.TryParse(range[1], out to)) return null;
            }
            if (from < low || to > high || from > to) return null;
            for (var value = from; value <= to; value += by) allowed[value] = true;
        }
        return allowed;
    }
}
