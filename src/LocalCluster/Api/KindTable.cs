using System.Collections.Immutable;

namespace LocalKubernetes.Api;

/// <summary>The kinds that are served now: the built-in ones and those of CustomResourceDefinitions.</summary>
internal sealed class KindTable
{
    private ImmutableList<ResourceKind> kinds = [.. Kinds.BuiltIn];

    public IReadOnlyList<ResourceKind> All => kinds;

    public ResourceKind? Find(string group, string version, string plural) =>
        kinds.Find(kind => kind.Plural == plural && kind.Group == group && kind.Version == version);

    public ResourceKind? FindKind(string? apiVersion, string? kindName) =>
        kinds.Find(kind => kind.Kind == kindName && kind.ApiVersion == apiVersion);

    /// <summary>By the name that kubectl understands: "deployments", "deployments.apps" or a short name.</summary>
    public ResourceKind? FindResource(string name) =>
        kinds.Find(kind => kind.QualifiedName == name) ?? kinds.Find(kind => kind.Plural == name || kind.Singular == name || kind.ShortNames.Contains(name));

    public void Add(ResourceKind kind) => ImmutableInterlocked.Update(ref kinds, now => now.RemoveAll(each => Same(each, kind)).Add(kind));

    public void Remove(ResourceKind kind) => ImmutableInterlocked.Update(ref kinds, now => now.RemoveAll(each => Same(each, kind)));

    private static bool Same(ResourceKind one, ResourceKind other) =>
        one.Group == other.Group && one.Version == other.Version && one.Plural == other.Plural;
}
