namespace NetpolOrleans.Policies.Objects;

/// <summary>A ServiceAccount's say on mounting its token; null where it leaves that to the pod.</summary>
public sealed record ServiceAccount(ObjectName Name, bool? AutomountToken);
