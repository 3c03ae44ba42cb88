using System.Globalization;
using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>What a reflector follows: the URL half of a shard. The other half is a predicate on arrival.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Namespace">One namespace, or null for all of them and for cluster-scoped kinds.</param>
/// <param name="LabelSelector">A label selector that the server applies, such as <c>!pod-template-hash</c>, or null.</param>
/// <param name="FieldSelector">A field selector that the server applies, or null.</param>
/// <param name="MetadataOnly">Whether the server sends metadata only: a tenth of a Pod's bytes.</param>
public sealed record WatchScope(
    ResourceKind Kind, string? Namespace = null, string? LabelSelector = null, string? FieldSelector = null, bool MetadataOnly = false)
{
    private string Selectors =>
        $"{(LabelSelector is null ? "" : $"&labelSelector={Uri.EscapeDataString(LabelSelector)}")}{(FieldSelector is null ? "" : $"&fieldSelector={Uri.EscapeDataString(FieldSelector)}")}";

    /// <summary>One page of a consistent list.</summary>
    internal ApiRequest List(int limit, string? next) => new("list", Kind, Namespace)
    {
        Query = string.Create(CultureInfo.InvariantCulture, $"limit={limit}{(next is null ? "" : $"&continue={Uri.EscapeDataString(next)}")}{Selectors}"),
        Accept = MetadataOnly ? MediaTypes.MetadataList : MediaTypes.Json,
        Cause = "sync",
    };

    /// <summary>The changes after a version.</summary>
    internal ApiRequest Watch(string version, TimeSpan timeout) =>
        Stream($"resourceVersion={Uri.EscapeDataString(version)}", timeout);

    /// <summary>A streaming list: the state as events, a bookmark that ends it, then the changes.</summary>
    internal ApiRequest StreamingList(TimeSpan timeout) =>
        Stream("sendInitialEvents=true&resourceVersionMatch=NotOlderThan&resourceVersion=", timeout);

    /// <summary>One object, to see whether it is really gone.</summary>
    internal ApiRequest Get(string ns, string name) => new("get", Kind, ns.Length == 0 ? null : ns, name)
    {
        Accept = MetadataOnly ? MediaTypes.Metadata : MediaTypes.Json,
        Cause = "confirm",
    };

    private ApiRequest Stream(string from, TimeSpan timeout) => new("watch", Kind, Namespace)
    {
        Query = string.Create(
            CultureInfo.InvariantCulture, $"watch=true&allowWatchBookmarks=true&{from}&timeoutSeconds={(int)timeout.TotalSeconds}{Selectors}"),
        Accept = MetadataOnly ? MediaTypes.Metadata : MediaTypes.Json,
        Cause = "sync",
    };

    /// <summary>For people: <c>deployments.apps in shop</c>.</summary>
    public override string ToString() =>
        $"{Kind}{(Namespace is null ? "" : $" in {Namespace}")}{(LabelSelector is null ? "" : $" where {LabelSelector}")}";
}
