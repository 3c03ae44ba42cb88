using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>The Services that the API server calls because of one object: a webhook configuration, an APIService, a CustomResourceDefinition.</summary>
public sealed record ApiBackends(ValueList<ApiBackend> All);
