namespace NetpolOrleans.Failover.Tests.Harness;

/// <summary>How long a change may wait for its policy. A test run on a busy machine proves that nothing is lost; the large run, alone on its machine, proves the time.</summary>
internal static class Bounds
{
    public static TimeSpan Killed => TimeSpan.FromSeconds(Sizes.IsFull ? 3 : 20);

    public static TimeSpan Frozen => TimeSpan.FromSeconds(Sizes.IsFull ? 10 : 30);

    public static TimeSpan Restarted => TimeSpan.FromSeconds(Sizes.IsFull ? 10 : 40);

    public static TimeSpan HandedOver => TimeSpan.FromSeconds(Sizes.IsFull ? 1 : 15);
}
