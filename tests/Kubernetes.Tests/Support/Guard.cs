namespace NetpolOrleans.Kubernetes.Tests.Support;

/// <summary>The real time after which a test that waits for something is stuck; no test passes by it.</summary>
public static class Guard
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static Task Within(this Task task) => task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    public static Task<T> Within<T>(this Task<T> task) => task.WaitAsync(Patience, TestContext.Current.CancellationToken);
}
