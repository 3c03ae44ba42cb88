using System.Diagnostics;
using System.Globalization;

namespace NetpolOrleans.Failover.Tests.Harness;

/// <summary>
/// Sets a process's clock apart from this machine's: a library of a few lines, made with the C compiler and loaded before all others, adds to
/// whatever the kernel says of the wall clock. Monotonic time is left alone, as it is where a machine's clock is wrong.
/// </summary>
internal static class Clock
{
    private const string Source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <stdlib.h>
        #include <sys/time.h>
        #include <time.h>
        static long ahead(void) { static long s; static int known; if (!known) { const char *t = getenv("CLOCK_AHEAD"); s = t ? atol(t) : 0; known = 1; } return s; }
        int clock_gettime(clockid_t clock, struct timespec *t) {
            static int (*real)(clockid_t, struct timespec *);
            if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
            int r = real(clock, t);
            if (r == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) t->tv_sec += ahead();
            return r;
        }
        int gettimeofday(struct timeval *t, void *z) {
            static int (*real)(struct timeval *, void *);
            if (!real) real = dlsym(RTLD_NEXT, "gettimeofday");
            int r = real(t, z);
            if (r == 0 && t) t->tv_sec += ahead();
            return r;
        }
        time_t time(time_t *t) { struct timespec now; clock_gettime(CLOCK_REALTIME, &now); if (t) *t = now.tv_sec; return now.tv_sec; }
        """;

    private static readonly Lazy<string?> Library = new(Make);

    /// <summary>Whether clocks can be set apart here.</summary>
    public static bool CanBeSet => Library.Value is not null;

    /// <summary>The variables of a process whose clock is ahead, or behind by a negative time.</summary>
    public static IReadOnlyList<(string Name, string Value)> Ahead(TimeSpan by) =>
        [("LD_PRELOAD", Library.Value!), ("CLOCK_AHEAD", ((long)by.TotalSeconds).ToString(CultureInfo.InvariantCulture))];

    private static string? Make()
    {
        var (source, library) = (Path.Combine(AppContext.BaseDirectory, "clock.c"), Path.Combine(AppContext.BaseDirectory, "clock.so"));
        File.WriteAllText(source, Source);
        try
        {
            using var compiler = Process.Start(new ProcessStartInfo("cc", ["-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"]) { RedirectStandardError = true })!;
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? library : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
