using System.Net;
using System.Text.Json.Nodes;
using NetpolOrleans.EndToEnd.Tests.Harness;
using NetpolOrleans.Failover.Tests.Harness;

namespace NetpolOrleans.Failover.Tests.Observing;

/// <summary>The replicas' membership object, as an administrator reads and harms it.</summary>
internal sealed class Membership(RawApi api)
{
    public const string Name = "orleans-netpol-orleans";

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    private static readonly string Collection = $"api/v1/namespaces/{World.Namespace}/configmaps";

    private static readonly string Leases = $"apis/coordination.k8s.io/v1/namespaces/{World.Namespace}/leases";

    /// <summary>What it holds; null where there is none.</summary>
    public async Task<MembershipTable?> ReadAsync() =>
        await api.FindAsync($"{Collection}/{Name}", World.Cancellation) is { } found ? new(found) : null;

    /// <summary>Waits until it is so.</summary>
    public async Task<MembershipTable> UntilAsync(Predicate<MembershipTable> isSo, string what)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(World.Cancellation);
        bound.CancelAfter(Bounds.Patience);
        MembershipTable? table = null;
        while (!bound.IsCancellationRequested)
        {
            table = await ReadAsync();
            if (table is not null && isSo(table)) return table;
            await Task.Delay(Glance, TimeProvider.System, bound.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Assert.Fail($"It did not come true that {what}: {table?.ToString() ?? "there is no table"}");
        return table!;
    }

    public Task DeleteAsync() => api.DeleteAsync($"{Collection}/{Name}", World.Cancellation);

    /// <summary>Changes its data.</summary>
    public Task EditAsync(Action<JsonObject> edit) => api.UpdateAsync($"{Collection}/{Name}", table =>
    {
        table["data"] ??= new JsonObject();
        edit(table["data"]!.AsObject());
    }, World.Cancellation);

    /// <summary>Makes it hold this data and nothing else; in one that a replica has restored meanwhile, too.</summary>
    public async Task ReplaceAsync(JsonObject data)
    {
        try
        {
            await CreateAsync((JsonObject)data.DeepClone());
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.Conflict)
        {
            await EditAsync(current =>
            {
                current.Clear();
                foreach (var (key, value) in data) current[key] = (string)value!;
            });
        }
    }

    /// <summary>Makes it anew with this data.</summary>
    public Task CreateAsync(JsonObject data) => api.PostAsync(Collection, new()
    {
        ["metadata"] = new JsonObject { ["name"] = Name, ["labels"] = new JsonObject { ["orleans-clustering/cluster"] = "netpol-orleans" } },
        ["data"] = data,
    }, World.Cancellation);

    /// <summary>Deletes every Lease of the replicas; how many there were.</summary>
    public async Task<int> DeleteLeasesAsync()
    {
        var leases = await LeasesAsync();
        foreach (var lease in leases) await api.DeleteAsync($"{Leases}/{lease!["metadata"]!["name"]}", World.Cancellation);
        return leases.Count;
    }

    /// <summary>Waits until so many replicas have a Lease: they go with a table that is deleted, and come back with the next heartbeats.</summary>
    public async Task UntilLeasesAsync(int count)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(World.Cancellation);
        bound.CancelAfter(Bounds.Patience);
        while ((await LeasesAsync()).Count < count) await Task.Delay(Glance, TimeProvider.System, bound.Token);
    }

    private async Task<JsonArray> LeasesAsync() => (await api.GetAsync(Leases, World.Cancellation))["items"]!.AsArray();
}
