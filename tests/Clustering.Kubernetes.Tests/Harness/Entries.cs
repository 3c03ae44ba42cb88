namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>Rows as Orleans would write them.</summary>
internal static class Entries
{
    public static readonly DateTime Noon = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    public static MembershipEntry Of(SiloAddress address, SiloStatus status = SiloStatus.Active, DateTime? at = null) => new()
    {
        SiloAddress = address,
        Status = status,
        SiloName = $"silo-{address.Endpoint.Address}",
        HostName = "host",
        RoleName = "role",
        ProxyPort = 30000,
        UpdateZone = 3,
        FaultZone = 4,
        StartTime = at ?? Noon,
        IAmAliveTime = at ?? Noon,
        SuspectTimes = [],
    };

    public static MembershipEntry Of(int number, SiloStatus status = SiloStatus.Active, DateTime? at = null) => Of(TestSiloTable.Address(number), status, at);
}
