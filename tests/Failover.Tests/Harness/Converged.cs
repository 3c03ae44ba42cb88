using NetpolOrleans.EndToEnd.Tests.Harness;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Failover.Tests.Harness;

/// <summary>Invariant I1, asked of the fleet: are its policies those that its objects call for?</summary>
internal static class Converged
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits for it.</summary>
    public static async Task ReachedAsync(World world)
    {
        using var snapshots = new Snapshots(world.Api.Kubeconfig);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(World.Cancellation);
        bound.CancelAfter(Bounds.Patience);
        var difference = "";
        while (!bound.IsCancellationRequested)
        {
            difference = await DifferenceAsync(snapshots);
            if (difference.Length == 0) return;
            await Task.Delay(Glance, TimeProvider.System, bound.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Assert.Fail($"The policies did not become what the objects call for:\n{difference}");
    }

    private static async Task<string> DifferenceAsync(Snapshots snapshots)
    {
        var options = PolicyOptions.Default;
        var wanted = ClusterSynthesis.Of(await snapshots.ReadAsync(), options).Where(report => report.IsWritten).SelectMany(report => report.Policies)
            .ToDictionary(policy => policy.Name);
        var found = (await snapshots.PoliciesAsync()).Where(policy => PolicyOwnership.WorkloadOf(policy, options.Instance) is not null).ToDictionary(policy => policy.Name);
        return string.Join('\n', wanted.Keys.Union(found.Keys).Order().Select(name => Difference(name, wanted.GetValueOrDefault(name), found.GetValueOrDefault(name))).OfType<string>().Take(5));
    }

    private static string? Difference(ObjectName name, DesiredPolicy? wanted, PolicyObject? found) => (wanted, found) switch
    {
        ({ }, null) => $"{name} is missing",
        (null, { }) => $"{name} is too many",
        _ when !wanted!.Spec.Equals(found!.Spec) => $"{name} says {found.Spec} and should say {wanted.Spec}",
        _ => null,
    };
}
