using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LocalKubernetes.Json;

/// <summary>Reads the first document of a YAML text as the JSON that it means, by YAML 1.2's core schema and 1.1's booleans.</summary>
internal sealed class YamlReading
{
    private const int MostNodes = 200_000;
    private readonly HashSet<string> duplicates = new(StringComparer.Ordinal);
    private readonly Dictionary<AnchorName, JsonNode?> anchors = [];
    private readonly Parser parser;
    private int nodes;

    private YamlReading(TextReader text) => parser = new Parser(text);

    /// <exception cref="JsonException">The text isn't YAML.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8, out IReadOnlySet<string> duplicates)
    {
        try
        {
            using var text = new StringReader(Encoding.UTF8.GetString(utf8));
            var reading = new YamlReading(text);
            duplicates = reading.duplicates;
            reading.parser.Consume<StreamStart>();
            return reading.parser.TryConsume<DocumentStart>(out _) ? reading.Value("") : null;
        }
        catch (YamlException broken)
        {
            throw new JsonException($"error converting YAML to JSON: yaml: line {broken.Start.Line}: {broken.Message}", broken);
        }
    }

    private JsonNode? Value(string path)
    {
        if (++nodes > MostNodes) throw new JsonException("the document has too many nodes");
        if (parser.TryConsume<AnchorAlias>(out var alias)) return Referred(alias);
        var anchor = (parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        JsonNode? value;
        if (parser.TryConsume<MappingStart>(out _)) value = Mapping(path);
        else if (parser.TryConsume<SequenceStart>(out _)) value = Sequence(path);
        else value = Scalar(parser.Consume<Scalar>());
        if (!anchor.IsEmpty) anchors[anchor] = value?.DeepClone();
        return value;
    }

    private JsonNode? Referred(AnchorAlias alias)
    {
        if (!anchors.TryGetValue(alias.Value, out var value)) throw new JsonException($"unknown anchor '{alias.Value}' referenced");
        nodes += value is null ? 1 : value.ToJsonString().Length / 8;
        return value?.DeepClone();
    }

    private JsonObject Mapping(string path)
    {
        var obj = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var name = parser.Consume<Scalar>().Value;
            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (obj.ContainsKey(name)) duplicates.Add(at);
            obj[name] = Value(at);
        }
        return obj;
    }

    private JsonArray Sequence(string path)
    {
        var list = new JsonArray();
        while (!parser.TryConsume<SequenceEnd>(out _)) list.Add(Value($"{path}[{list.Count}]"));
        return list;
    }

    private static JsonNode? Scalar(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any) || scalar.Tag == "tag:yaml.org,2002:str") return text;
        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => true,
            "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => false,
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => Whole(text, whole),
            _ when text.Any(char.IsAsciiDigit) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) => real,
            _ => text,
        };
    }

    // File modes are written in octal.
    private static JsonNode Whole(string text, long whole)
    {
        if (text.Length < 2 || text[0] != '0' || text.Any(digit => digit is < '0' or > '7')) return whole;
        return text.Aggregate(0L, (sum, digit) => sum * 8 + (digit - '0'));
    }
}
