using System.Text.Json.Nodes;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>
/// Objects that mean nothing, one of a kind. Each kind has a watch of its own, and none waits for another: once a watch has brought its mark, it has brought all that
/// came before it.
/// </summary>
internal sealed class Marks
{
    /// <summary>A namespace that every cluster has, and that the controller leaves alone.</summary>
    public const string Space = "kube-public";

    private const string Prefix = "mark-";

    private readonly RawApi api;

    private Marks(RawApi api) => this.api = api;

    /// <summary>The name of all of them.</summary>
    public string Name { get; } = $"{Prefix}{Guid.NewGuid():N}";

    /// <summary>The version of the first.</summary>
    public long Version { get; private set; } = long.MaxValue;

    /// <summary>Makes them.</summary>
    public static async Task<Marks> MakeAsync(RawApi api, IEnumerable<string> kinds, CancellationToken cancellation)
    {
        var marks = new Marks(api);
        foreach (var kind in kinds)
        {
            var made = await api.PostAsync(Resources.In(Space, kind), Mark(kind, marks.Name), cancellation);
            marks.Version = Math.Min(marks.Version, WatchedResource.VersionOf(made));
        }

        return marks;
    }

    /// <summary>Whether an object is a mark, of whatever time.</summary>
    public static bool Is(JsonObject item) => (string?)item["metadata"]!["namespace"] == Space && ((string)item["metadata"]!["name"]!).StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Takes them away again.</summary>
    public async Task RemoveAsync(IEnumerable<string> kinds, CancellationToken cancellation)
    {
        foreach (var kind in kinds) await api.DeleteAsync(Resources.Of(Space, kind, Name), cancellation);
    }

    private static JsonObject Mark(string kind, string name)
    {
        var mark = new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } };
        var nothing = new JsonObject { ["app"] = name };
        if (kind == "Service") mark["spec"] = new JsonObject { ["clusterIP"] = "None", ["selector"] = nothing, ["ports"] = new JsonArray(new JsonObject { ["port"] = 80 }) };
        if (kind == "NetworkPolicy") mark["spec"] = new JsonObject { ["podSelector"] = new JsonObject { ["matchLabels"] = nothing }, ["policyTypes"] = new JsonArray("Ingress") };
        if (kind == "Pod")
            mark["spec"] = new JsonObject
            {
                ["terminationGracePeriodSeconds"] = 0,
                ["automountServiceAccountToken"] = false,
                ["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = "registry.test/main:1" }),
            };
        return mark;
    }
}
