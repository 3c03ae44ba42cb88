namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// Orleans' membership in the Kubernetes API. Version and rows are one object, so no read can tear them and its resourceVersion is the etag;
/// heartbeats are leases, so they change neither. Contention answers false; a table that cannot be had, or not trusted, throws.
/// </summary>
internal sealed partial class KubernetesMembershipTable(
    TableStore store, HeartbeatLeases heartbeats, TableMemory memory, TableJoin join, SiloFence fence, SiloIdentity self, ClusteringMetrics metrics)
    : IMembershipTable
{
    public Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken = default) => join.RunAsync(cancellationToken);

    public async Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken = default)
    {
        var (contents, alive) = await ReadAsync(cancellationToken);
        return Data(contents, contents.Rows.Values, alive);
    }

    public async Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken = default)
    {
        var (contents, alive) = await ReadAsync(cancellationToken);
        return Data(contents, contents.Find(key) is { } row ? [row] : [], alive);
    }

    public async Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken = default)
    {
        var mine = entry.SiloAddress.Equals(self.Address);
        var row = SiloRow.From(entry, mine ? self.PodName : null, mine ? self.PodUid : null);
        return await WriteAsync(
            tableVersion, contents => contents.Find(entry.SiloAddress) is null ? (mine ? Claimed(contents) : contents).With(row) : null, mine, cancellationToken);
    }

    public async Task<bool> UpdateRowAsync(MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken = default) =>
        etag == tableVersion.VersionEtag && await WriteAsync(
            tableVersion,
            contents => contents.Find(entry.SiloAddress) is { } old ? contents.With(SiloRow.From(entry, old.PodName, old.PodUid)) : null,
            entry.SiloAddress.Equals(self.Address),
            cancellationToken);

    public Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken = default) =>
        heartbeats.RenewAsync(entry.SiloAddress, entry.IAmAliveTime, cancellationToken);

    /// <summary>Prunes Dead rows only, and keeps the version: it still stands for the same living silos.</summary>
    public async Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken = default)
    {
        TableContents? written;
        do
        {
            var (contents, alive) = await ReadAsync(cancellationToken);
            var defunct = contents.Rows.Where(pair => pair.Value.IsDead
                && pair.Value.LastSeen < beforeDate.UtcDateTime
                && !(alive.TryGetValue(pair.Value.Address, out var renewed) && renewed >= beforeDate.UtcDateTime)).ToList();
            if (defunct.Count == 0)
                return;
            written = await store.ReplaceAsync(contents with { Rows = contents.Rows.RemoveRange(defunct.Select(pair => pair.Key)) }, cancellationToken);
        }
        while (written is null);
    }

    public async Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken = default)
    {
        if (clusterId != store.Name.ClusterId)
            throw new ArgumentException($"this is the table of cluster \"{store.Name.ClusterId}\", not of \"{clusterId}\"", nameof(clusterId));
        await store.DeleteAsync(cancellationToken);
        await heartbeats.DeleteAllAsync(cancellationToken);
    }

    private async Task<bool> WriteAsync(TableVersion version, Func<TableContents, TableContents?> change, bool mine, CancellationToken cancellation)
    {
        var asked = fence.Ask();
        var current = await store.AtAsync(version.VersionEtag, cancellation);
        if (current is null || version.Version <= current.Version || change(current) is not { } changed)
        {
            metrics.Conflict();
            return false;
        }

        if (await store.ReplaceAsync(changed with { Version = version.Version }, cancellation) is not { } written)
            return false;
        if (mine)
            memory.Joined();
        fence.Observe(new TableReading.Usable(written), null, asked);
        return true;
    }

    /// <summary>Asks once more whose table it is: two clusters of one name may have found it without silos at the same time.</summary>
    private TableContents Claimed(TableContents contents)
    {
        var living = contents.Living.ToList();
        if (memory.Claim?.ConflictWith(contents.Claim, store.Name, living) is { } conflict)
            throw new ClusteringConfigurationException(conflict);
        return living.Count == 0 && memory.Claim is { } claim ? contents with { Claim = claim } : contents;
    }

    private async Task<(TableContents Contents, IReadOnlyDictionary<SiloAddress, DateTime> Alive)> ReadAsync(CancellationToken cancellation)
    {
        var floor = memory.Version;
        var reading = store.ReadAsync(cancellation);
        var alive = heartbeats.ReadAsync(cancellation);
        await Task.WhenAll(reading, alive);
        return (memory.Accept(await reading, floor), await alive);
    }

    private static MembershipTableData Data(TableContents contents, IEnumerable<SiloRow> rows, IReadOnlyDictionary<SiloAddress, DateTime> alive) => new(
        [.. rows.Select(row => Tuple.Create(row.ToEntry(alive.TryGetValue(row.Address, out var renewed) ? renewed : null), contents.Etag))],
        new TableVersion(contents.Version, contents.Etag));
}
