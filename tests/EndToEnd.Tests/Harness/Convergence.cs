using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>Invariant I1, asked of a whole cluster: are its managed policies those that its objects call for?</summary>
internal static class Convergence
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50), Patience = TimeSpan.FromMinutes(5);

    private const int GlancesPerMeanwhile = 100;

    /// <summary>Waits for it.</summary>
    /// <param name="stage">The cluster and its controller.</param>
    /// <param name="options">The controller's options.</param>
    /// <param name="meanwhile">Done now and then until nothing lingers either; null for nothing.</param>
    public static async Task ReachedAsync(Stage stage, PolicyOptions options, Action? meanwhile = null)
    {
        var glance = 0;
        using var snapshots = new Snapshots(stage.Api.Kubeconfig);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(Patience);
        using var glances = new PeriodicTimer(Glance);
        while (await DifferenceAsync(snapshots, options, mayLinger: meanwhile is null) is { Length: > 0 } difference)
        {
            if (++glance % GlancesPerMeanwhile == 0) meanwhile?.Invoke();
            try
            {
                await glances.WaitForNextTickAsync(bound.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"The policies did not become what the objects call for:\n{difference}\n{stage.Controller?.Log.Tail}");
            }
        }
    }

    private static async Task<string> DifferenceAsync(Snapshots snapshots, PolicyOptions options, bool mayLinger)
    {
        var wanted = ClusterSynthesis.Of(await snapshots.ReadAsync(), options).Where(report => report.IsWritten).SelectMany(report => report.Policies)
            .ToDictionary(policy => policy.Name);
        var found = (await snapshots.PoliciesAsync()).Where(policy => PolicyOwnership.WorkloadOf(policy, options.Instance) is not null).ToDictionary(policy => policy.Name);
        return string.Join('\n', wanted.Keys.Union(found.Keys).Order().Select(name => Difference(name, wanted.GetValueOrDefault(name), found.GetValueOrDefault(name), mayLinger)).OfType<string>());
    }

    private static string? Difference(ObjectName name, DesiredPolicy? wanted, PolicyObject? found, bool mayLinger) => (wanted, found) switch
    {
        ({ }, null) => $"{name} is missing",
        (null, { }) => $"{name} is too many",
        _ when !wanted!.Spec.Equals(found!.Spec) => $"{name} says {found.Spec} and should say {wanted.Spec}",
        _ when !mayLinger && found.Annotations.Contains(Annotations.Lingering) => $"{name} still notes what lingers",
        _ => null,
    };
}
