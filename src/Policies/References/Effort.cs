using System.Diagnostics;

namespace NetpolOrleans.Policies.References;

/// <summary>
/// Counts the characters that the extraction looks at, so that a test can hold its time to be linear without a clock. Only where the code is
/// built for debugging: elsewhere the calls are not even there.
/// </summary>
internal static class Effort
{
    [ThreadStatic]
    private static long spent;

    /// <summary>The characters that this thread has looked at so far.</summary>
    public static long Spent => spent;

    /// <summary>Notes that so many characters were looked at, some perhaps not for the first time.</summary>
    [Conditional("DEBUG")]
    public static void Spend(int characters) => spent += characters + 1;
}
