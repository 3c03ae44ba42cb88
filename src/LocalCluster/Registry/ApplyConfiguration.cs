using System.Text.Json.Nodes;
using LocalKubernetes.Api;

namespace LocalKubernetes.Registry;

/// <summary>What an applier wants.</summary>
/// <param name="Kind">The version in which the configuration is written.</param>
/// <param name="Config">The configuration: only the fields that its manager cares for.</param>
/// <param name="Force">Takes fields from other managers.</param>
/// <param name="Finish">Checks the applied object and turns it into the stored version.</param>
internal sealed record ApplyConfiguration(ResourceKind Kind, JsonObject Config, bool Force, Func<JsonObject, JsonObject> Finish);
