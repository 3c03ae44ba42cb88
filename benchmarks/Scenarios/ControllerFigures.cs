namespace NetpolOrleans.Scenarios;

/// <summary>What was measured of the controller.</summary>
/// <param name="Started">Until its host ran.</param>
/// <param name="Converged">From nothing until every policy was there.</param>
/// <param name="Cpu">Processor time until then.</param>
/// <param name="CpuPerChange">Processor time for each changed reference, the runner's own requests included.</param>
/// <param name="BytesPerWorkload">Retained bytes of the managed heap for each further workload with its Service and its policy, at rest.</param>
/// <param name="WorkingSet">Of the whole process, the runner included.</param>
/// <param name="Latencies">From each change to its policy, sorted.</param>
internal sealed record ControllerFigures(
    TimeSpan Started, TimeSpan Converged, TimeSpan Cpu, TimeSpan CpuPerChange, double BytesPerWorkload, long WorkingSet, IReadOnlyList<TimeSpan> Latencies);
