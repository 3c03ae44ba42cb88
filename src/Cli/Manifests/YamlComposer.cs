using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NetpolOrleans.Cli.Manifests;

/// <summary>Turns the events of one YAML document into JSON: anchors, aliases and merge keys resolved, as kubectl does.</summary>
/// <param name="parser">Stands on the document's start.</param>
/// <param name="file">The file, for locations.</param>
/// <param name="firstLine">The line of the file on which the parser's text starts, from 0.</param>
internal sealed class YamlComposer(IParser parser, string file, int firstLine)
{
    private readonly Dictionary<AnchorName, JsonNode?> anchors = [];
    private readonly Dictionary<JsonNode, SourceLocation> locations = new(ReferenceEqualityComparer.Instance);
    private readonly List<(string, SourceLocation)> repeated = [];
    private int copied;

    /// <summary>Reads the document and moves behind its end.</summary>
    /// <exception cref="YamlException">The text is no YAML, or exceeds <see cref="YamlLimits"/>.</exception>
    public YamlDocument Read()
    {
        parser.Consume<DocumentStart>();
        var start = At(parser.Current!.Start);
        var root = Node(0);
        parser.Consume<DocumentEnd>();
        return new(root, start, locations, repeated);
    }

    private JsonNode? Node(int depth)
    {
        if (depth > YamlLimits.MaxDepth) throw Broken(parser.Current!, $"nests deeper than {YamlLimits.MaxDepth}");
        return parser.Current switch
        {
            Scalar => Value(parser.Consume<Scalar>()),
            SequenceStart => Sequence(parser.Consume<SequenceStart>(), depth),
            MappingStart => Mapping(parser.Consume<MappingStart>(), depth),
            _ => Alias(parser.Consume<AnchorAlias>()),
        };
    }

    private JsonValue? Value(Scalar scalar)
    {
        var isPlain = scalar.Style is ScalarStyle.Plain && scalar.Tag.IsEmpty;
        var isTyped = !scalar.Tag.IsEmpty && scalar.Tag.Value is "tag:yaml.org,2002:int" or "tag:yaml.org,2002:bool" or "tag:yaml.org,2002:float" or "tag:yaml.org,2002:null";
        var value = isPlain || isTyped ? YamlScalar.Resolve(scalar.Value) : JsonValue.Create(scalar.Value);
        if (!scalar.Anchor.IsEmpty) anchors[scalar.Anchor] = value;
        return value;
    }

    private JsonArray Sequence(SequenceStart start, int depth)
    {
        var items = new JsonArray();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(depth + 1));
        locations[items] = At(start.Start);
        if (!start.Anchor.IsEmpty) anchors[start.Anchor] = items;
        return items;
    }

    private JsonObject Mapping(MappingStart start, int depth)
    {
        var map = new JsonObject();
        List<JsonNode?> merged = [];
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = parser.Current!;
            var key = KeyOf(parser.TryConsume<Scalar>(out var scalar) ? scalar : throw Broken(at, "a key of a map is no text"));
            var value = Node(depth + 1);
            if (at is Scalar { Value: "<<", Style: ScalarStyle.Plain }) merged.Add(value);
            else if (map.ContainsKey(key)) Repeat(map, key, value, at);
            else map[key] = value;
        }
        foreach (var source in merged) Merge(map, source, start);
        locations[map] = At(start.Start);
        if (!start.Anchor.IsEmpty) anchors[start.Anchor] = map;
        return map;
    }

    private string KeyOf(Scalar scalar)
    {
        if (!scalar.Anchor.IsEmpty) anchors[scalar.Anchor] = JsonValue.Create(scalar.Value);
        return scalar.Style is ScalarStyle.Plain && scalar.Tag.IsEmpty ? YamlScalar.Key(scalar.Value) : scalar.Value;
    }

    private void Repeat(JsonObject map, string key, JsonNode? value, ParsingEvent at)
    {
        map[key] = value;
        repeated.Add((key, At(at.Start)));
    }

    /// <summary>A merged key never replaces one that the map has itself.</summary>
    private void Merge(JsonObject map, JsonNode? source, ParsingEvent at)
    {
        switch (source)
        {
            case JsonObject other:
                foreach (var (key, value) in other)
                    if (!map.ContainsKey(key)) map[key] = Copy(value, at);
                break;
            case JsonArray sources:
                foreach (var item in sources) Merge(map, item, at);
                break;
            default:
                throw Broken(at, "a merge key (<<) needs a map or a list of maps");
        }
    }

    private JsonNode? Alias(AnchorAlias alias) => anchors.TryGetValue(alias.Value, out var node)
        ? Copy(node, alias)
        : throw Broken(alias, $"the alias *{alias.Value} has no anchor before it");

    private JsonNode? Copy(JsonNode? node, ParsingEvent at)
    {
        copied += Count(node);
        if (copied > YamlLimits.MaxCopiedNodes) throw Broken(at, $"aliases copy more than {YamlLimits.MaxCopiedNodes} nodes");
        return node?.DeepClone();
    }

    private static int Count(JsonNode? node) => node switch
    {
        JsonObject map => 1 + map.Sum(pair => Count(pair.Value)),
        JsonArray list => 1 + list.Sum(Count),
        _ => 1,
    };

    private SourceLocation At(Mark mark) => new(file, firstLine + (int)mark.Line, (int)mark.Column);

    private static YamlException Broken(ParsingEvent at, string message) => new(at.Start, at.End, message);
}
