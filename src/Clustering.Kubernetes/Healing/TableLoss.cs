using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// Ends a silo whose table stays lost although the API server answers: it cannot know who else is a member, and its restart will. While the
/// API server itself is away nothing is lost, and the silo stays.
/// </summary>
internal sealed class TableLoss(
    IFatalErrorHandler fatal, IOptions<KubernetesClusteringOptions> options, TimeProvider time, ILogger<TableLoss> log)
{
    private long? _since;
    private bool _ended;

    public void Observe(string? objection)
    {
        if (objection is null)
        {
            _since = null;
            return;
        }

        if (_since is null)
            Log.TableLost(log, objection, options.Value.TableLossTimeout);
        _since ??= time.GetTimestamp();
        if (_ended || time.GetElapsedTime(_since.Value) < options.Value.TableLossTimeout)
            return;
        _ended = true;
        Log.TableStaysLost(log, objection, options.Value.TableLossTimeout);
        fatal.OnFatalException(this, $"{objection}, and no silo could restore it: this silo ends, and its restart joins or makes a new table");
    }

    /// <summary>The API server did not answer: the clock starts again when it does.</summary>
    public void Unknown() => _since = null;
}
