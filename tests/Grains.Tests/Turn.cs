namespace NetpolOrleans.Grains.Tests;

/// <summary>Turns of a grain that has nothing else to do.</summary>
internal static class Turn
{
    public static Task Now(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
