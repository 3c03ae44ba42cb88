using LocalKubernetes;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Cli.Demo;

/// <summary>Tells when the cluster's policies are those that its objects call for.</summary>
internal sealed class Convergence(LocalCluster cluster)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for it and returns the policies.</summary>
    public async Task<IReadOnlyList<DesiredPolicy>> WaitAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var objects = LocalObjects.Read(cluster);
            var wanted = ClusterSynthesis.Of(objects.ToSnapshot(), PolicyOptions.Default)
                .Where(report => report.IsWritten).SelectMany(report => report.Policies).ToList();
            if (wanted.Count > 0 && wanted.All(policy => objects.Policies.GetValueOrDefault(policy.Name)?.Spec.Equals(policy.Spec) == true)) return wanted;
            await Task.Delay(Interval, TimeProvider.System, cancellation);
        }
    }
}
