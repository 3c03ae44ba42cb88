using Orleans.Configuration;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// The settings that decide how fast a lost silo's grains are back, tuned together: with Orleans' own, a killed silo costs about 6 s and a
/// frozen one more than a minute; with these about 1.5 s and 7 s.
/// </summary>
public static class FailureDetection
{
    /// <summary>
    /// Three probes are missed after about a second when connections are refused, and after 7.5 s (3 × the maximum) when nothing answers:
    /// shorter, and a silo that starts on a machine whose cores are taken is declared dead though it lives.
    /// </summary>
    public static void Probes(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.MinProbeTimeout = TimeSpan.FromSeconds(0.5);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(2.5);
        options.NumMissedProbesLimit = 3;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(15);
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
        options.EvictWhenMaxJoinAttemptTimeExceeded = false; // by the evictor's clock: one that is minutes ahead would let nobody join
    }

    /// <summary>
    /// A dead silo's directory range is otherwise held for 30 s less the probes' time, in which its grains cannot be activated elsewhere. The
    /// hold guards against a silo that is dead only to the others; <see cref="ISiloFence"/> and fenced writes do that here.
    /// </summary>
    public static void Directory(GrainDirectoryOptions options)
    {
        options.RangeLeaseDuration = TimeSpan.Zero;
        options.MaximumCacheTTL = TimeSpan.FromDays(1); // who talks seldom to a grain need not ask a directory that may have just died; wrong entries correct themselves
    }
}
