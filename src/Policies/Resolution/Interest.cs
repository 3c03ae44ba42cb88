namespace NetpolOrleans.Policies.Resolution;

/// <summary>A target and the ports that a reference asks of it.</summary>
public sealed record Interest(TargetKey Target, PortRequest Ports);
