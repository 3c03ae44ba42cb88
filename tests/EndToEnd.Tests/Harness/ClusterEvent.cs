using System.Text.Json.Nodes;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>One change of one object.</summary>
/// <param name="Version">Versions of all kinds grow together, on the local cluster as on a real one: they order events across kinds.</param>
/// <param name="Resource">The kind.</param>
/// <param name="Name">Namespace and name.</param>
/// <param name="Object">The object as it was then; as it was last where it is gone.</param>
/// <param name="IsGone">Whether it is gone.</param>
/// <param name="At">When the test heard of it, as a timestamp of the system's clock.</param>
internal sealed record ClusterEvent(long Version, string Resource, ObjectName Name, JsonObject Object, bool IsGone, long At);
