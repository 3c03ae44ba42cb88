using System.Globalization;

namespace NetpolOrleans.Failover.Tests.Load;

/// <summary>What one replica has of the whole.</summary>
internal sealed record Share(string Replica, int Shards, int Streams, int Objects, long Reconciles)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Replica} | {Shards} | {Streams} | {Objects} | {Reconciles}");
}
