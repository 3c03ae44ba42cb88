using CsCheck;
using NetpolOrleans.Cli.Manifests;

namespace NetpolOrleans.Cli.Tests.Manifests;

public sealed class YamlTextTests
{
    private readonly List<Diagnostic> diagnostics = [];

    [Theory]
    [InlineData("port: 8080", """{"port":8080}""")]
    [InlineData("port: \"8080\"", """{"port":"8080"}""")]
    [InlineData("port: '8080'", """{"port":"8080"}""")]
    [InlineData("port: !!str 8080", """{"port":"8080"}""")]
    [InlineData("port: !!int \"8080\"", """{"port":8080}""")]
    [InlineData("text: |\n  on\n  2", """{"text":"on\n2"}""")]
    [InlineData("text: |\n    \n    a\n    b", """{"text":"\na\nb"}""")]
    [InlineData("- |- # c\r\n   \r\n\r\n   a", """["\n\na"]""")]
    [InlineData("text: >-\n      \n    a\n    b", """{"text":"\na b"}""")]
    [InlineData("text: |2+\n     \n  a\n", """{"text":"\na\n"}""")]
    [InlineData("text: >-\n  a\n  b", """{"text":"a b"}""")]
    [InlineData("a: &x {k: 1}\nb: *x", """{"a":{"k":1},"b":{"k":1}}""")]
    [InlineData("base: &x {k: 1, l: 2}\nb: {<<: *x, k: 3}", """{"base":{"k":1,"l":2},"b":{"k":3,"l":2}}""")]
    [InlineData("x: &x {k: 1}\nz: &z {k: 2, l: 2}\nb: {<<: [*x, *z]}", """{"x":{"k":1},"z":{"k":2,"l":2},"b":{"k":1,"l":2}}""")]
    [InlineData("{\"a\": [1, true, null, \"x\"]}", """{"a":[1,true,null,"x"]}""")]
    [InlineData("%YAML 1.1\n---\na: 1", """{"a":1}""")]
    [InlineData("\uFEFFa: 1", """{"a":1}""")]
    [InlineData("on: yes", """{"true":true}""")]
    [InlineData("a: 1\r\nb: 2\r\n", """{"a":1,"b":2}""")]
    public void A_document_becomes_the_json_that_kubectl_sends(string yaml, string json)
    {
        var document = Assert.Single(YamlText.Read(yaml, "f.yaml", diagnostics.Add));

        Assert.Equal(json, document.Root!.ToJsonString());
        Assert.Empty(diagnostics);
    }

    [Fact]
    public void Documents_are_split_at_their_marks_only()
    {
        var documents = YamlText.Read("# first\n---\na: |\n  ---x\n  ok\n---\nb: 2\n--- \nc: 3\n---\n# nothing\n...\n---\n", "f.yaml", diagnostics.Add);

        Assert.Equal(["""{"a":"---x\nok\n"}""", """{"b":2}""", """{"c":3}"""], documents.Select(document => document.Root!.ToJsonString()));
    }

    [Fact]
    public void A_broken_document_is_reported_with_its_place_and_its_neighbours_are_read()
    {
        var documents = YamlText.Read("a: 1\n---\nb: [1\nc: 2\n---\nd: 4\n", "f.yaml", diagnostics.Add).ToList();

        Assert.Equal(["""{"a":1}""", """{"d":4}"""], documents.Select(document => document.Root!.ToJsonString()));
        Assert.StartsWith("f.yaml:4:", Assert.Single(diagnostics).ToString());
    }

    [Theory]
    [InlineData("a: *nowhere", "alias")]
    [InlineData("a: {<<: 5}", "merge key")]
    [InlineData("a:\n\tb: 1", "f.yaml:2:1: error: a tab indents the line")]
    [InlineData("# one\n---\na:\n  c: 1\n \tb: 1", "f.yaml:5:2: error: a tab indents the line")]
    [InlineData("kind: {{ .Values.kind }}", "f.yaml:1:8: error: a key of a map is no text; if this is a template, render it first")]
    [InlineData("a: 1\n{{- if .Values.b }}\nb: 2\n{{- end }}", "if this is a template, render it first")]
    [InlineData("a: 1\nb: [2\nc: 3", "f.yaml:3:")]
    public void What_is_no_yaml_is_reported(string yaml, string message)
    {
        Assert.Empty(YamlText.Read(yaml, "f.yaml", diagnostics.Add).ToList());

        Assert.Contains(message, Assert.Single(diagnostics).ToString());
    }

    [Fact]
    public void A_key_that_is_there_twice_is_reported_and_the_last_one_counts()
    {
        var document = Assert.Single(YamlText.Read("a: 1\nb: 2\na: 3", "f.yaml", diagnostics.Add));

        Assert.Equal(("a", "f.yaml:3:1"), (document.Repeated[0].Key, document.Repeated[0].At.ToString()));
        Assert.Equal("3", document.Root!["a"]!.ToJsonString());
    }

    [Fact]
    public void An_alias_bomb_ends_with_a_message()
    {
        var lines = Enumerable.Range(1, 12).Select(level => $"a{level}: &a{level} [{string.Join(',', Enumerable.Repeat($"*a{level - 1}", 10))}]");

        Assert.Empty(YamlText.Read("a0: &a0 x\n" + string.Join('\n', lines), "f.yaml", diagnostics.Add).ToList());

        Assert.Contains("aliases copy more than", Assert.Single(diagnostics).Message);
    }

    [Fact]
    public void A_deep_nest_ends_with_a_message()
    {
        Assert.Empty(YamlText.Read(new string('[', 100_000), "f.yaml", diagnostics.Add).ToList());

        Assert.Contains("nests deeper", Assert.Single(diagnostics).Message);
    }

    [Fact]
    public void No_text_makes_the_reader_throw() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["ab:-[]{}&*!|>#%@\"' \n\t,<"], 0, 60]).Sample(
            text => YamlText.Read(text, "f.yaml", _ => { }).Count() >= 0, iter: 8_000);
}
