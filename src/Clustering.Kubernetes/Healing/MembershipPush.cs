using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>Tells Orleans of a newer table at once, which would otherwise learn of it at its next refresh or by gossip.</summary>
internal sealed class MembershipPush(
    IClusterMembershipService membership, IOptions<KubernetesClusteringOptions> options, TimeProvider time, ILogger<MembershipPush> log)
{
    private readonly Lock _gate = new();
    private long _wanted;
    private bool _refreshing;

    /// <summary>Returns at once. One refresh runs at a time, and goes on while newer versions are announced.</summary>
    public void Announce(TableContents contents)
    {
        lock (_gate)
        {
            _wanted = contents.Version;
            if (_refreshing || _wanted <= membership.CurrentSnapshot.Version.Value)
                return;
            _refreshing = true;
        }

        _ = RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        while (NextVersion() is { } version)
        {
            using var deadline = new CancellationTokenSource(options.Value.RequestTimeout, time);
            try
            {
                await membership.Refresh(new MembershipVersion(version), deadline.Token);
            }
            catch (OperationCanceledException) when (!deadline.IsCancellationRequested)
            {
                Stop(); // the silo is stopping
            }
            catch (Exception failure)
            {
                Log.RefreshFailed(log, version, failure.Message, options.Value.PollPeriod);
                Stop(); // the next poll announces again
            }
        }
    }

    private long? NextVersion()
    {
        lock (_gate)
        {
            _refreshing = _refreshing && _wanted > membership.CurrentSnapshot.Version.Value;
            return _refreshing ? _wanted : null;
        }
    }

    private void Stop()
    {
        lock (_gate)
            _refreshing = false;
    }
}
