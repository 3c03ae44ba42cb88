namespace NetpolOrleans.Failover.Tests.Harness;

/// <summary>How long a change may wait for its policy. A test run on a busy machine proves that nothing is lost; the large run, alone on its machine, proves the time.</summary>
internal static class Bounds
{
    public static TimeSpan Killed => Of(3);

    public static TimeSpan Frozen => Of(10);

    public static TimeSpan Restarted => Of(10);

    public static TimeSpan HandedOver => Of(1);

    /// <summary>How long a test waits for what must come: as long as anybody would.</summary>
    public static TimeSpan Patience => TimeSpan.FromMinutes(5);

    private static TimeSpan Of(int seconds) => Sizes.IsFull ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
}
