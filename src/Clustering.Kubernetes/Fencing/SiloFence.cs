using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// Closes by itself when time passes without a reading of the own living row. So it is closed the moment a frozen process wakes, before any
/// of its code has run, and needs no message to get through.
/// </summary>
internal sealed class SiloFence(SiloIdentity self, IOptions<KubernetesClusteringOptions> options, TimeProvider time, ILogger<SiloFence>? log = null) : ISiloFence
{
    private readonly Lock _gate = new();
    private string? _objection = "this silo has not joined yet";
    private long _confirmed;
    private bool _isDead, _leaves;

    public bool MayWrite => Reason is null;

    public string? Reason
    {
        get
        {
            lock (_gate)
            {
                if (_objection is not null)
                    return _objection;
                var age = time.GetElapsedTime(_confirmed);
                return age < options.Value.FenceTimeout ? null : $"this silo last knew {age.TotalSeconds:F1} s ago that it is a member";
            }
        }
    }

    /// <summary>The time to give <see cref="Observe"/> with the answer to a question that is asked now.</summary>
    public long Ask() => time.GetTimestamp();

    /// <summary>Learns of this silo's death from a watch. Its events say nothing of now: a frozen process finds old ones in its buffers.</summary>
    public void ObservePast(TableReading reading)
    {
        if (reading is TableReading.Usable { Contents: var contents } && contents.Find(self.Address) is { IsDead: true })
            Close();
    }

    /// <param name="objection">why the reading is not to be trusted; null where it is</param>
    /// <param name="asked"><see cref="Ask"/> from before the API server made its answer</param>
    public void Observe(TableReading reading, string? objection, long asked)
    {
        if (objection is not null || reading is not TableReading.Usable { Contents: var contents })
            return; // not known: the last confirmation runs out
        switch (contents.Find(self.Address)?.Status)
        {
            case null or SiloStatus.None or SiloStatus.Created or SiloStatus.Joining:
                return;
            case SiloStatus.Dead:
                Close();
                return;
            case SiloStatus.ShuttingDown or SiloStatus.Stopping:
                Confirm(asked, leaves: true);
                return;
            default:
                Confirm(asked);
                return;
        }
    }

    /// <summary>A silo that leaves writes so into its row, and then that it is dead: nobody has given it up.</summary>
    private void Close()
    {
        lock (_gate)
        {
            if (_isDead)
                return;
            (_isDead, _objection) = (true, _leaves ? "this silo has left" : "this silo has been declared dead");
        }

        if (log is not null && !_leaves)
            Log.DeclaredDead(log, self.Name, self.Address);
    }

    private void Confirm(long asked, bool leaves = false)
    {
        lock (_gate)
            if (!_isDead)
                (_objection, _confirmed, _leaves) = (null, Math.Max(_confirmed, asked), _leaves || leaves);
    }
}
