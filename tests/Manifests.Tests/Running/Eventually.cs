namespace NetpolOrleans.Manifests.Tests.Running;

/// <summary>Waits, within a bound, for what other processes bring about.</summary>
internal static class Eventually
{
    public static async Task AsyncIn(TimeSpan bound, TimeSpan pause, Func<Task<bool>> holds, Func<string> otherwise)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < bound, otherwise());
            await Task.Delay(pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
