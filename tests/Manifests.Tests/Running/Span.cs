namespace NetpolOrleans.Manifests.Tests.Running;

/// <summary>A span as it arrived; the parent is empty for the first of a trace.</summary>
internal sealed record Span(string Trace, string Id, string Parent, string Name);
