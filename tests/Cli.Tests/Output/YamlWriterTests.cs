using System.Text.Json.Nodes;
using CsCheck;
using NetpolOrleans.Cli.Manifests;
using NetpolOrleans.Cli.Output;

namespace NetpolOrleans.Cli.Tests.Output;

public sealed class YamlWriterTests
{
    private static readonly Gen<string> Text = Gen.Frequency(
        (3, Gen.OneOf("app", "on", "y", "null", "~", "8080", "010", "1e3", "0x1F", "true", "2001-01-01", "", " ", "a b", "a: b", "- a", "#", "a #b", "*x", "&x", "!x", "|", ">", "%", "@", "`", "'", "\"", "{}", "[]", ",", "?", ":", "-", "---", "...", "<<", "=", "a\nb", "\t", "é", "\u0085", "\uFEFF", "10.0.0.1", "1_000", ".5", "+1", "_", "/", "app.kubernetes.io/name")),
        (1, Gen.String));

    private static readonly Gen<JsonNode?> Node = Gen.Recursive<JsonNode?>((depth, self) => depth > 3 ? Leaf() : Gen.Frequency(
        (2, Leaf()),
        (2, Gen.Select(Text, self).List[0, 3].Select(pairs => (JsonNode?)new JsonObject(pairs.DistinctBy(pair => pair.Item1).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2?.DeepClone()))))),
        (1, self.List[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])))));

    [Fact]
    public void What_is_written_is_read_back_the_same() =>
        Node.Where(node => node is JsonObject or JsonArray).Sample(node =>
        {
            var documents = YamlText.Read("---\n" + YamlWriter.Write(node), "f", diagnostic => Assert.Fail($"{diagnostic}\n{YamlWriter.Write(node)}")).ToList();
            return documents is [{ Root: var root }] && root!.ToJsonString() == node!.ToJsonString();
        }, iter: 5_000, print: node => $"{node!.ToJsonString()}\n{YamlWriter.Write(node)}");

    [Fact]
    public void Block_style_is_used_and_only_what_needs_quotes_has_them() =>
        Assert.Equal(
            """
            a:
              b: text
              "8": "8"
            c:
            - d: 1
              e: {}
            - "on"
            f: []

            """, YamlWriter.Write(JsonNode.Parse("""{"a":{"b":"text","8":"8"},"c":[{"d":1,"e":{}},"on"],"f":[]}""")));

    private static Gen<JsonNode?> Leaf() => Gen.Frequency(
        (4, Text.Select(text => (JsonNode?)JsonValue.Create(text))),
        (1, Gen.Int.Select(number => (JsonNode?)JsonValue.Create(number))),
        (1, Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag))),
        (1, Gen.Const(() => (JsonNode?)null)));
}
