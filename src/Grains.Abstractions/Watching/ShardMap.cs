using System.Globalization;
using System.Text;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Abstractions.Watching;

/// <summary>
/// Which watcher grain answers for which namespace. Every silo of a cluster must use the same map: it is part of the grains' keys.
/// </summary>
/// <param name="Shards">0 for one shard per namespace; otherwise the number of shards into which namespaces are hashed.</param>
public sealed record ShardMap(int Shards)
{
    private const string NamespacePrefix = "ns:", HashPrefix = "hash:";

    /// <summary>One shard per namespace, by namespaced watches.</summary>
    public static readonly ShardMap PerNamespace = new(0);

    /// <summary>The key of the shard of a namespace.</summary>
    public string ShardOf(string @namespace) => Shards == 0
        ? NamespacePrefix + @namespace
        : string.Create(CultureInfo.InvariantCulture, $"{HashPrefix}{HashOf(@namespace) % (uint)Shards}/{Shards}");

    /// <summary>The shards that must run while these namespaces exist.</summary>
    public ValueList<string> ShardsOf(IEnumerable<string> namespaces) => Shards == 0
        ? [.. namespaces.Select(ShardOf)]
        : [.. Enumerable.Range(0, Shards).Select(index => string.Create(CultureInfo.InvariantCulture, $"{HashPrefix}{index}/{Shards}"))];

    /// <summary>The only namespace of a shard, or null for a shard of all namespaces with its hash.</summary>
    public static string? NamespaceOf(string shard) => shard.StartsWith(NamespacePrefix, StringComparison.Ordinal) ? shard[NamespacePrefix.Length..] : null;

    /// <summary>FNV-1a over UTF-8, finished with an avalanche: the same on every machine and in every version.</summary>
    public static uint HashOf(string text)
    {
        var hash = 2166136261u;
        foreach (var unit in Encoding.UTF8.GetBytes(text)) hash = (hash ^ unit) * 16777619u;
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }
}
