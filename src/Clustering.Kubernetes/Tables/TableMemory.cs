namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>
/// What this silo knows of the table that it has joined, to recognise one that was deleted, reset or replaced. A table's uid may change, as
/// when it is restored; its incarnation may not, and its version never goes back.
/// </summary>
internal sealed class TableMemory(TableName name)
{
    private readonly Lock _gate = new();
    private string? _incarnation;
    private int _version;

    /// <summary>The newest version seen. Take it before a read: only a read that began later must not show less.</summary>
    public int Version
    {
        get { lock (_gate) return _version; }
    }

    /// <summary>From now on another incarnation is another cluster. Called when this silo's row has been written.</summary>
    public bool HasJoined { get; private set; }

    /// <summary>What this silo stands for; null before <see cref="Enter"/>.</summary>
    public TableClaim? Claim { get; private set; }

    public void Enter(TableContents contents, TableClaim claim)
    {
        lock (_gate)
            (_incarnation, _version, Claim) = (contents.Incarnation, contents.Version, claim);
    }

    public void Joined()
    {
        lock (_gate)
            HasJoined = true;
    }

    /// <summary>The contents, if they are this silo's table; remembered as the newest seen.</summary>
    /// <param name="floor">the <see cref="Version"/> from before the read</param>
    /// <exception cref="MembershipTableLostException">they are not</exception>
    public TableContents Accept(TableReading reading, int floor)
    {
        lock (_gate)
        {
            if (reading is not TableReading.Usable { Contents: var contents } || Objection(reading, floor) is not null)
                throw new MembershipTableLostException(Objection(reading, floor)!);
            (_incarnation, _version) = (contents.Incarnation, _incarnation == contents.Incarnation ? Math.Max(_version, contents.Version) : contents.Version);
            return contents;
        }
    }

    /// <summary>Why a reading is not this silo's table, as a sentence; null where it is.</summary>
    public string? Objection(TableReading reading, int floor)
    {
        lock (_gate)
            return reading switch
            {
                TableReading.Absent => $"{name} is missing",
                TableReading.Blank => $"{name} was emptied",
                TableReading.Damaged damaged => $"{name} is damaged: {damaged.Reason}",
                TableReading.Foreign foreign => foreign.Reason,
                TableReading.Usable { Contents: var contents } when HasJoined && contents.Incarnation != _incarnation =>
                    $"{name} was replaced by another cluster's table (incarnation {contents.Incarnation}, not {_incarnation})",
                TableReading.Usable { Contents: var contents } when contents.Incarnation == _incarnation && contents.Version < floor =>
                    $"{name} went back from version {floor} to {contents.Version}",
                _ => null,
            };
    }
}
