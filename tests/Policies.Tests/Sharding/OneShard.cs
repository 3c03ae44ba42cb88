using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Sharding;

namespace NetpolOrleans.Policies.Tests.Sharding;

/// <summary>One model over all namespaces, worked by single changes.</summary>
internal sealed class OneShard
{
    private readonly ShardModel model;
    private readonly ObjectTable table = new();
    private readonly List<Objects.WorkloadKey> draining = [];
    private readonly PolicyOptions options;

    public OneShard(PolicyOptions options)
    {
        this.options = options;
        model = new(options);
        model.SetPlatform(Platform.Assumed);
    }

    public Outcomes Seen { get; } = new();

    public string Expected => Outcomes.Of(table.Snapshot(), options);

    /// <summary>Takes a change, and settles unless more are to be worked out together with it.</summary>
    public void Take(Change change, bool settles)
    {
        change.ToModel(model);
        change.ToTable(table);
        if (settles) Settle();
    }

    /// <summary>No pod is left of what drained, none holds what a ConfigMap said before.</summary>
    public void EndAllPods()
    {
        Settle();
        foreach (var key in model.Clients.Where(client => !table.Workloads.ContainsKey(client)).ToList()) draining.Add(key);
        foreach (var key in draining) model.Remove(key);
        foreach (var key in table.Workloads.Keys) model.SetLingering(key, []);
        Settle();
    }

    private void Settle()
    {
        var changes = model.Settle();
        Seen.Look(model, changes.Dirty);
    }
}
