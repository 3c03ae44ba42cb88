using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Security.Rbac;

/// <summary>One rule of a role.</summary>
internal sealed record PolicyRule(string[] Verbs, string[] Groups, string[] Resources, string[] Names, string[] Paths)
{
    public static PolicyRule Of(JsonObject rule) =>
        new([.. rule.Texts("verbs")], [.. rule.Texts("apiGroups")], [.. rule.Texts("resources")], [.. rule.Texts("resourceNames")], [.. rule.Texts("nonResourceURLs")]);

    public bool Allows(AccessRequest request)
    {
        if (!HasOrAll(Verbs, request.Verb)) return false;
        if (request.Path is { } path) return Paths.Any(pattern => Matches(pattern, path));
        return HasOrAll(Groups, request.Group) && Resources.Any(resource => Matches(resource, request)) && (Names.Length == 0 || Names.Contains(request.Name));
    }

    /// <summary>All that the other rule allows, this one allows; the other names one verb, one group and one resource.</summary>
    public bool Covers(PolicyRule single)
    {
        if (!HasOrAll(Verbs, single.Verbs[0])) return false;
        if (single.Paths.Length > 0) return Paths.Any(pattern => Matches(pattern, single.Paths[0]));
        var resource = single.Resources.FirstOrDefault() ?? "";
        var part = resource.Split('/') is [_, var subresource] ? "*/" + subresource : null;
        return HasOrAll(Groups, single.Groups.FirstOrDefault() ?? "") && (HasOrAll(Resources, resource) || (part is not null && Resources.Contains(part)))
            && (Names.Length == 0 || (single.Names.Length > 0 && Names.Contains(single.Names[0])));
    }

    /// <summary>The rule as rules of one verb, one group and one resource or path each.</summary>
    public IEnumerable<PolicyRule> Breakdown()
    {
        foreach (var verb in Verbs)
        {
            foreach (var path in Paths) yield return new PolicyRule([verb], [], [], [], [path]);
            foreach (var group in Groups)
                foreach (var resource in Resources)
                    if (Names.Length == 0) yield return new PolicyRule([verb], [group], [resource], [], []);
                    else foreach (var name in Names) yield return new PolicyRule([verb], [group], [resource], [name], []);
        }
    }

    /// <summary>{APIGroups:[""], Resources:["pods"], Verbs:["get"]}</summary>
    public override string ToString()
    {
        var parts = new List<string>();
        foreach (var (name, values) in ((string, string[])[])[("APIGroups", Groups), ("Resources", Resources), ("NonResourceURLs", Paths), ("ResourceNames", Names), ("Verbs", Verbs)])
            if (values.Length > 0) parts.Add($"{name}:[{string.Join(' ', values.Select(value => $"\"{value}\""))}]");
        return $"{{{string.Join(", ", parts)}}}";
    }

    private static bool HasOrAll(string[] values, string wanted) => values.Contains("*") || values.Contains(wanted);

    private static bool Matches(string pattern, string path) =>
        pattern == "*" || pattern == path || (pattern.EndsWith('*') && path.StartsWith(pattern[..^1], StringComparison.Ordinal));

    private static bool Matches(string resource, AccessRequest request) =>
        resource == "*" || resource == request.FullResource || (request.Subresource.Length > 0 && resource == "*/" + request.Subresource);
}
