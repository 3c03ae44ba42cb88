namespace NetpolOrleans.Grains.Cluster.Tests.Harness;

/// <summary>Waits for what another task brings, however late.</summary>
internal static class Wait
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20), Patience = TimeSpan.FromMinutes(5);

    /// <summary>Waits until something is so.</summary>
    /// <param name="condition">It.</param>
    /// <param name="what">Says what did not come true, and how things are.</param>
    public static Task UntilAsync(Func<bool> condition, Func<string> what) => UntilAsync(() => Task.FromResult(condition()), what);

    /// <inheritdoc cref="UntilAsync(Func{bool}, Func{string})"/>
    public static async Task UntilAsync(Func<Task<bool>> condition, Func<string> what)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(Patience);
        using var glances = new PeriodicTimer(Glance);
        while (!await condition())
        {
            try
            {
                await glances.WaitForNextTickAsync(bound.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"It did not come true that {what()}");
            }
        }
    }
}
