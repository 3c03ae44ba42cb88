using LocalKubernetes.CustomResources;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Api;

/// <summary>The kinds that are served now: the built-in ones and those of the CustomResourceDefinitions in the store.</summary>
internal sealed class KindTable(ObjectStore store)
{
    private (object? Definitions, IReadOnlyList<ResourceKind> Kinds) known = (null, Kinds.BuiltIn);

    public IReadOnlyList<ResourceKind> All
    {
        get
        {
            var (definitions, now) = (known, store.Snapshot(Kinds.CustomResourceDefinitions).Namespaces);
            if (ReferenceEquals(definitions.Definitions, now)) return definitions.Kinds;
            var custom = now.Values.SelectMany(objects => objects.Values).Where(definition => !definition.IsDeleting).SelectMany(definition => CustomKinds.Of(definition.Read()));
            known = (now, [.. Kinds.BuiltIn, .. custom]);
            return known.Kinds;
        }
    }

    public ResourceKind? Find(string group, string version, string plural) =>
        All.FirstOrDefault(kind => kind.Plural == plural && kind.Group == group && kind.Version == version);

    public ResourceKind? FindKind(string? apiVersion, string? kindName) =>
        All.FirstOrDefault(kind => kind.Kind == kindName && kind.ApiVersion == apiVersion);

    /// <summary>By the name that kubectl understands: "deployments", "deployments.apps" or a short name.</summary>
    public ResourceKind? FindResource(string name) =>
        All.FirstOrDefault(kind => kind.QualifiedName == name) ?? All.FirstOrDefault(kind => kind.Plural == name || kind.Singular == name || kind.ShortNames.Contains(name));
}
