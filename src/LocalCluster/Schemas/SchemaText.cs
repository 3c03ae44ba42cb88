using System.Text.Json.Nodes;

namespace LocalKubernetes.Schemas;

/// <summary>
/// Reads the schema table. A line at the margin names a type; an indented line is a field: its JSON name ("-" inlines
/// the type), its protobuf number, its type (* pointer, [] list, {} map of) and its properties.
/// </summary>
internal sealed class SchemaText
{
    private readonly Dictionary<string, TypeSchema> types = new(StringComparer.Ordinal);
    private readonly Dictionary<TypeSchema, List<string[]>> lines = [];
    private readonly HashSet<TypeSchema> filled = [];

    public static Dictionary<string, TypeSchema> Read(TextReader text)
    {
        var schema = new SchemaText();
        TypeSchema? current = null;
        while (text.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (line.StartsWith(' ')) schema.lines[current!].Add(words);
            else schema.lines[current = schema.Declare(words)] = [];
        }
        foreach (var type in schema.types.Values) schema.Fill(type);
        return schema.types;
    }

    private TypeSchema Declare(string[] words) => types[words[0]] = new TypeSchema(words[0], words[1])
    {
        Kind = words.FirstOrDefault(word => word.StartsWith("kind=", StringComparison.Ordinal))?[5..],
        Atomic = words.Contains("atomic"),
    };

    private void Fill(TypeSchema type)
    {
        if (!filled.Add(type)) return;
        foreach (var words in lines[type])
        {
            var number = int.Parse(words[1], null);
            if (words[0] != "-") type.Add(FieldOf(words, number));
            else
            {
                var inlined = types[words[2].TrimStart('*')];
                Fill(inlined);
                if (number > 0) type.Inlined[number] = inlined;
                foreach (var field in inlined.Fields) type.Add(field, own: number == 0);
            }
        }
    }

    private FieldSchema FieldOf(string[] words, int number)
    {
        var properties = words.Skip(3).Select(word => word.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair.Length > 1 ? pair[1] : "");
        var list = properties.GetValueOrDefault("list", "atomic");
        return new FieldSchema
        {
            Name = words[0],
            Number = number,
            Value = ValueOf(words[2], list, properties.ContainsKey("map")),
            Always = properties.ContainsKey("always"),
            Required = properties.ContainsKey("required"),
            MergeKey = properties.GetValueOrDefault("merge"),
            Default = properties.TryGetValue("default", out var text) ? JsonNode.Parse(text) : null,
            Enum = properties.TryGetValue("enum", out var values) ? values.Split('|') : [],
        };
    }

    private ValueSchema ValueOf(string text, string list = "atomic", bool atomic = false, bool pointer = false, bool wrapped = false)
    {
        if (text.StartsWith("items:", StringComparison.Ordinal)) return ValueOf(text[6..], list, atomic, pointer, wrapped: true);
        if (text.StartsWith('*')) return ValueOf(text[1..], list, atomic, pointer: true);
        var (form, item) = text.StartsWith("[]", StringComparison.Ordinal) ? (ValueForm.List, ValueOf(text[2..]))
            : text.StartsWith("{}", StringComparison.Ordinal) ? (ValueForm.Map, ValueOf(text[2..]))
            : (FormOf(text.Split('(')[0]), null);
        return new ValueSchema
        {
            Form = form,
            Item = item,
            Type = form == ValueForm.Object ? types[text] : null,
            GoType = form switch
            {
                ValueForm.List => "[]" + item!.GoType,
                ValueForm.Map => "map[string]" + item!.GoType,
                _ => GoName(text),
            },
            Pointer = pointer,
            ListType = list == "set" ? ListType.Set : list.StartsWith("map", StringComparison.Ordinal) ? ListType.Map : ListType.Atomic,
            Keys = list.StartsWith("map:", StringComparison.Ordinal) ? list[4..].Split(',') : [],
            Atomic = atomic,
            Wrapped = wrapped,
        };
    }

    private static ValueForm FormOf(string name) => name switch
    {
        "string" => ValueForm.Text,
        "int32" => ValueForm.Integer32,
        "int64" => ValueForm.Integer64,
        "float64" => ValueForm.Real,
        "bool" => ValueForm.Flag,
        "bytes" => ValueForm.Bytes,
        "Time" => ValueForm.Time,
        "MicroTime" => ValueForm.MicroTime,
        "Duration" => ValueForm.Duration,
        "Quantity" => ValueForm.Quantity,
        "IntOrString" => ValueForm.IntOrText,
        "RawExtension" or "JSON" => ValueForm.Raw,
        "FieldsV1" => ValueForm.Fields,
        _ => ValueForm.Object,
    };

    private static string GoName(string text)
    {
        if (text.EndsWith(')')) return text[(text.IndexOf('(', StringComparison.Ordinal) + 1)..^1];
        return text.Split('.') is [_, var version, var local] ? $"{version}.{local}" : text;
    }
}
