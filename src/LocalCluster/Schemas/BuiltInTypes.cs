using System.Reflection;
using LocalKubernetes.Api;

namespace LocalKubernetes.Schemas;

/// <summary>Kubernetes' own types, from the schema table in this assembly.</summary>
internal static class BuiltInTypes
{
    private static readonly Lazy<Dictionary<string, TypeSchema>> Types = new(() => Read("kubernetes.schema", SchemaText.Read));

    private static readonly Lazy<Dictionary<string, TypeSchema>> Kinds = new(() =>
        Types.Value.Values.Where(type => type.Kind is not null).ToDictionary(type => type.Kind!));

    private static readonly Lazy<Dictionary<string, string>> Descriptions = new(() => Read("kubernetes.docs", text =>
    {
        var docs = new Dictionary<string, string>(StringComparer.Ordinal);
        while (text.ReadLine() is { } line)
            if (line.Split('\t', 2) is [var name, var words]) docs[name] = Unescape(words);
        return docs;
    }));

    public static TypeSchema Metadata => Types.Value["meta.v1.ObjectMeta"];

    public static TypeSchema? Find(string name) => Types.Value.GetValueOrDefault(name);

    public static TypeSchema? Of(ResourceKind kind) => OfKind(kind.Group, kind.Version, kind.Kind);

    public static TypeSchema? OfKind(string group, string version, string kind) => Kinds.Value.GetValueOrDefault($"{group}/{version}/{kind}");

    /// <summary>What the API's documentation says of a type, or of a field of it.</summary>
    public static string? Describe(TypeSchema type, string? field = null) =>
        Descriptions.Value.GetValueOrDefault(field is null ? type.Name : $"{type.Name} {field}");

    private static T Read<T>(string resource, Func<TextReader, T> read)
    {
        using var text = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return read(text);
    }

    private static string Unescape(string words) => words.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
}
