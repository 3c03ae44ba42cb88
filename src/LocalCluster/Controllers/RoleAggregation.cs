using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Selection;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Controllers;

/// <summary>Fills aggregated ClusterRoles with the rules of those that their selectors name.</summary>
internal sealed class RoleAggregation(ObjectRegistry registry) : IController
{
    public TimeSpan Delay => TimeSpan.Zero;

    public IEnumerable<ObjectKey> KeysFor(StoreEvent happened)
    {
        if (happened.Current!.Key.Kind != Kinds.ClusterRoles) return [];
        return registry.Store.Snapshot(Kinds.ClusterRoles).In(null).Where(role => role.Utf8.Span.IndexOf("\"aggregationRule\":"u8) >= 0).Select(role => role.Key);
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        var role = registry.Get(key).Read();
        var selectors = role.Object("aggregationRule").Objects("clusterRoleSelectors").Select(LabelSelector.Of).ToList();
        var rules = new JsonArray();
        foreach (var source in registry.Store.Snapshot(Kinds.ClusterRoles).In(null).Where(each => each.Key != key && selectors.Any(selector => selector.Matches(each.Labels))))
            foreach (var rule in source.Read().Objects("rules"))
                if (!rules.Any(each => JsonNode.DeepEquals(each, rule))) rules.Add(rule.DeepClone());
        if (JsonNode.DeepEquals(role["rules"], rules)) return null;
        registry.Update(key, current =>
        {
            current["rules"] = rules.DeepClone();
            return current;
        }, new WriteOptions { Manager = "clusterrole-aggregation-controller" });
        return null;
    }
}
