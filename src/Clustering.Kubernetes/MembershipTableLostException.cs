namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// The membership table is not the one that this silo has joined: it is gone, unreadable, older than what was read before, or another
/// cluster's. Never answered with an empty table, since that would let the silo form a second cluster.
/// </summary>
public sealed class MembershipTableLostException(string message) : Exception(message);
