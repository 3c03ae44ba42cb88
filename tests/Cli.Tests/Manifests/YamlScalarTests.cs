using NetpolOrleans.Cli.Manifests;

namespace NetpolOrleans.Cli.Tests.Manifests;

public sealed class YamlScalarTests
{
    [Theory]
    [InlineData("8080", "8080")]
    [InlineData("-7", "-7")]
    [InlineData("+7", "7")]
    [InlineData("010", "8")]
    [InlineData("0o17", "15")]
    [InlineData("0x1F", "31")]
    [InlineData("0b101", "5")]
    [InlineData("1_000", "1000")]
    [InlineData("1.5", "1.5")]
    [InlineData("1e3", "1000")]
    [InlineData("true", "true")]
    [InlineData("Yes", "true")]
    [InlineData("off", "false")]
    [InlineData("n", "\"n\"")]
    [InlineData("Y", "\"Y\"")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("NULL", "null")]
    [InlineData("nginx", "\"nginx\"")]
    [InlineData("10.0.0.1", "\"10.0.0.1\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("100m", "\"100m\"")]
    [InlineData("2001-12-14", "\"2001-12-14\"")]
    [InlineData("--", "\"--\"")]
    [InlineData("-", "\"-\"")]
    [InlineData(".inf", "\".inf\"")]
    [InlineData("tRue", "\"tRue\"")]
    public void A_plain_scalar_means_what_kubectl_reads_but_for_two_letters(string text, string json) =>
        Assert.Equal(json, YamlScalar.Resolve(text)?.ToJsonString() ?? "null");

    [Theory]
    [InlineData("8080", "8080")]
    [InlineData("on", "true")]
    [InlineData("y", "y")]
    [InlineData("app", "app")]
    [InlineData("~", "~")]
    public void A_key_is_always_text(string text, string key) => Assert.Equal(key, YamlScalar.Key(text));
}
