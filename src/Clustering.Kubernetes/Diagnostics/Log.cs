using Microsoft.Extensions.Logging;

namespace NetpolOrleans.Clustering.Kubernetes;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Joining {Table} is retried: {Failure}")]
    public static partial void JoinRetried(ILogger log, TableName table, string failure);

    [LoggerMessage(2, LogLevel.Information, "{Cause}; this silo made a new table, incarnation {Incarnation}")]
    public static partial void TableFounded(ILogger log, string? cause, string incarnation);

    [LoggerMessage(3, LogLevel.Warning, "{Cause}, and silos that may be running ({Silos}) get {Patience} to restore it before this silo makes a new one")]
    public static partial void WaitingForTable(ILogger log, string? cause, string silos, TimeSpan patience);

    [LoggerMessage(4, LogLevel.Information, "Silo {Name} ({Silo}) is declared dead: {Reason}")]
    public static partial void Reaped(ILogger log, string name, string silo, string reason);

    [LoggerMessage(5, LogLevel.Warning, "Reaping failed: {Failure}; the next try is in {Period}")]
    public static partial void ReapingFailed(ILogger log, string failure, TimeSpan period);

    [LoggerMessage(6, LogLevel.Warning, "{Cause}; this silo restored it as it was: version {Version}, {Rows} rows")]
    public static partial void TableRestored(ILogger log, string cause, int version, int rows);

    [LoggerMessage(7, LogLevel.Information, "{Cause}; another silo is restoring it")]
    public static partial void RestoredElsewhere(ILogger log, string cause);

    [LoggerMessage(8, LogLevel.Error, "{Cause}; it is left alone, and this silo stops unless its table comes back")]
    public static partial void TableYielded(ILogger log, string cause);

    [LoggerMessage(9, LogLevel.Warning, "The watch of {Table} ended: {Failure}; watching again in {Delay}")]
    public static partial void WatchRetried(ILogger log, TableName table, string failure, TimeSpan delay);

    [LoggerMessage(10, LogLevel.Warning, "Refreshing the membership to version {Version} failed: {Failure}; the table is polled again within {Period}")]
    public static partial void RefreshFailed(ILogger log, long version, string failure, TimeSpan period);

    [LoggerMessage(11, LogLevel.Warning, "{Table} cannot be read: {Failure}; this silo writes nothing once {FenceTimeout} have passed, and reads again every {Period}")]
    public static partial void PollFailed(ILogger log, TableName table, string failure, TimeSpan fenceTimeout, TimeSpan period);

    [LoggerMessage(12, LogLevel.Information, "{Table} can be read again")]
    public static partial void PollRecovered(ILogger log, TableName table);

    [LoggerMessage(13, LogLevel.Error, "{Cause}; this silo goes on with the members that it knows, and ends in {Timeout} if no silo has restored it by then")]
    public static partial void TableLost(ILogger log, string cause, TimeSpan timeout);

    [LoggerMessage(14, LogLevel.Critical, "{Cause}, for more than {Timeout}: this silo ends, and its restart joins or makes a new table")]
    public static partial void TableStaysLost(ILogger log, string cause, TimeSpan timeout);

    [LoggerMessage(15, LogLevel.Error, "The loop \"{Loop}\" ended unexpectedly; it starts again in {Delay}")]
    public static partial void LoopFailed(ILogger log, Exception failure, string loop, TimeSpan delay);

    [LoggerMessage(16, LogLevel.Warning, "This silo writes without waiting for its turn ({Failure}); if another writes too, one of them is some seconds later")]
    public static partial void NoTurn(ILogger log, string failure);

    [LoggerMessage(17, LogLevel.Information, "Silo {Silo} has broken its connections and refuses new ones: its process has ended; {Outcome}")]
    public static partial void VotedDead(ILogger log, SiloAddress silo, string outcome);

    [LoggerMessage(18, LogLevel.Warning, "That the process of silo {Silo} has ended could not be written down ({Failure}): it is left to probes")]
    public static partial void VoteFailed(ILogger log, SiloAddress silo, string failure);

    [LoggerMessage(19, LogLevel.Critical, "This silo, {Name} ({Silo}), has been declared dead: the others did not hear of it for too long. It writes nothing any more and ends; what starts it again makes it a new member")]
    public static partial void DeclaredDead(ILogger log, string name, SiloAddress silo);
}
