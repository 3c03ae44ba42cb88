namespace NetpolOrleans.Cli.Reports;

/// <summary>An endpoint and whether policies isolate it, for output.</summary>
internal sealed record EndpointAnswer(string Name, bool IngressIsolated, bool EgressIsolated);
