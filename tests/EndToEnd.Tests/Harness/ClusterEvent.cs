using System.Text.Json.Nodes;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>One change of one object. Versions of all kinds grow together, on the local cluster as on a real one: they order events across kinds.</summary>
internal sealed record ClusterEvent(long Version, string Resource, ObjectName Name, JsonObject Object, bool IsGone);
