using NetpolOrleans.Policies.Declarations;

namespace NetpolOrleans.Policies.Tests.Declarations;

public sealed class SettingParserTests
{
    [Theory]
    [InlineData("off", Mode.Off)]
    [InlineData("observe", Mode.Observe)]
    [InlineData(" Enforce ", Mode.Enforce)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_mode_is_one_of_three_words(string? text, Mode? expected) =>
        Assert.Equal(new Setting<Mode>(expected, null), SettingParser.Mode(text));

    [Theory]
    [InlineData("disabled")]
    [InlineData("none")]
    [InlineData("0")]
    public void An_unknown_mode_is_an_error_and_leaves_the_decision_to_the_level_above(string text)
    {
        var mode = SettingParser.Mode(text);

        Assert.Null(mode.Value);
        Assert.Equal(text, mode.Error?.Entry);
    }

    [Theory]
    [InlineData("auto", Callers.Auto)]
    [InlineData("GRANTED", Callers.Granted)]
    [InlineData(null, null)]
    public void Callers_are_one_of_two_words(string? text, Callers? expected) =>
        Assert.Equal(new Setting<Callers>(expected, null), SettingParser.Callers(text));

    [Fact]
    public void Unknown_callers_are_an_error_and_count_as_the_strictest()
    {
        var callers = SettingParser.Callers("everyone");

        Assert.Equal(Callers.Granted, callers.Value);
        Assert.Equal("everyone", callers.Error?.Entry);
    }
}
