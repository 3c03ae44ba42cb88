using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>A silo's canonical row as it is stored: Orleans' entry, and the pod that the silo runs in. Immutable, unlike Orleans' entry.</summary>
internal sealed record SiloRow
{
    public required string Silo { get; init; }
    public required SiloStatus Status { get; init; }
    public required string Name { get; init; }
    public string? HostName { get; init; }
    public int ProxyPort { get; init; }
    public string? RoleName { get; init; }
    public int UpdateZone { get; init; }
    public int FaultZone { get; init; }
    public DateTime StartTime { get; init; }
    public DateTime IAmAliveTime { get; init; }
    public ImmutableArray<Suspicion> Suspicions { get => field.IsDefault ? [] : field; init; }
    public string? PodName { get; init; }
    public string? PodUid { get; init; }

    [JsonIgnore]
    public SiloAddress Address => SiloAddress.Parse(Silo);

    [JsonIgnore]
    public bool IsDead => Status == SiloStatus.Dead;

    /// <summary>The last sign of life or of doubt; a row may be removed some time after it.</summary>
    [JsonIgnore]
    public DateTime LastSeen => Suspicions.Select(suspicion => suspicion.At).Append(StartTime).Append(IAmAliveTime).Max();

    public static SiloRow From(MembershipEntry entry, string? podName, string? podUid) => new()
    {
        Silo = entry.SiloAddress.ToParsableString(),
        Status = entry.Status,
        Name = entry.SiloName ?? "",
        HostName = entry.HostName,
        ProxyPort = entry.ProxyPort,
        RoleName = entry.RoleName,
        UpdateZone = entry.UpdateZone,
        FaultZone = entry.FaultZone,
        StartTime = Utc(entry.StartTime),
        IAmAliveTime = Utc(entry.IAmAliveTime),
        Suspicions = [.. (entry.SuspectTimes ?? []).Select(vote => new Suspicion(vote.Item1.ToParsableString(), Utc(vote.Item2)))],
        PodName = podName,
        PodUid = podUid,
    };

    public MembershipEntry ToEntry(DateTime? heartbeat) => new()
    {
        SiloAddress = Address,
        Status = Status,
        SiloName = Name,
        HostName = HostName ?? "",
        ProxyPort = ProxyPort,
        RoleName = RoleName,
        UpdateZone = UpdateZone,
        FaultZone = FaultZone,
        StartTime = StartTime,
        IAmAliveTime = heartbeat > IAmAliveTime ? heartbeat.Value : IAmAliveTime,
        SuspectTimes = [.. Suspicions.Select(suspicion => Tuple.Create(SiloAddress.Parse(suspicion.By), suspicion.At))],
    };

    public SiloRow DeclaredDead(SiloAddress by, DateTime at) => this with
    {
        Status = SiloStatus.Dead,
        Suspicions = Suspicions.Add(new Suspicion(by.ToParsableString(), Utc(at))),
    };

    private static DateTime Utc(DateTime value) => DateTime.SpecifyKind(value, DateTimeKind.Utc);
}
