using System.Globalization;

namespace LocalKubernetes.Admission;

/// <summary>A five-field cron schedule in UTC: numbers, lists, ranges, steps and the usual macros.</summary>
internal sealed class CronSchedule
{
    private static readonly (int Low, int High)[] Bounds = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6)];
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private readonly bool[][] fields;
    private readonly bool anyDay;

    private CronSchedule(bool[][] fields, bool anyDay) => (this.fields, this.anyDay) = (fields, anyDay);

    /// <summary>Null when the text is no schedule.</summary>
    public static CronSchedule? TryParse(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <exception cref="FormatException">The text is no schedule; the message is a real server's.</exception>
    public static CronSchedule Parse(string text)
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
        if (parts.Length != 5) throw new FormatException($"expected exactly 5 fields, found {parts.Length}: [{string.Join(' ', parts)}]");
        var fields = parts.Select((part, index) => ParseField(part, index)).ToArray();
        return new CronSchedule(fields, parts[2][0] is '*' or '?' || parts[4][0] is '*' or '?');
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

    private static bool[] ParseField(string text, int index)
    {
        var (low, high) = Bounds[index];
        var allowed = new bool[high + 2];
        foreach (var item in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var step = item.Split('/');
            var range = step[0].Split('-');
            var (from, to) = (low, high);
            if (range[0] is not ("*" or "?"))
            {
                from = NumberOf(range[0], index);
                to = range.Length switch { 1 => from, 2 => NumberOf(range[1], index), _ => throw new FormatException($"too many hyphens: {item}") };
            }
            var by = step.Length switch { 1 => 1, 2 => NumberOf(step[1], -1), _ => throw new FormatException($"too many slashes: {item}") };
            if (step.Length == 2 && range.Length == 1) to = high;
            if (from < low) throw new FormatException($"beginning of range ({from}) below minimum ({low}): {item}");
            if (to > high) throw new FormatException($"end of range ({to}) above maximum ({high}): {item}");
            if (from > to) throw new FormatException($"beginning of range ({from}) beyond end of range ({to}): {item}");
            if (by == 0) throw new FormatException($"step of range should be a positive number: {item}");
            for (var value = from; value <= to; value += by) allowed[value] = true;
        }
        return allowed;
    }

    private static int NumberOf(string text, int index)
    {
        var name = index switch { 3 => Array.IndexOf(Months, text.ToLowerInvariant()) + 1, 4 => Array.IndexOf(Days, text.ToLowerInvariant()), _ => -1 };
        if (name >= (index == 3 ? 1 : 0)) return name;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw new FormatException($"failed to parse int from {text}: strconv.Atoi: parsing \"{text}\": invalid syntax");
        return number >= 0 ? number : throw new FormatException($"negative number ({number}) not allowed: {text}");
    }
}
