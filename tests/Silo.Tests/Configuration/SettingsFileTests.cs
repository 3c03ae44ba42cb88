using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.Extensions.Configuration;
using NetpolOrleans.Silo.Configuration;

namespace NetpolOrleans.Silo.Tests.Configuration;

public sealed class SettingsFileTests : IDisposable
{
    private const string Level = "Logging:LogLevel:Default";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netpol-settings-");

    private string File1 => Path.Combine(folder.FullName, "appsettings.json");

    [Fact]
    public void It_wins_over_what_was_set_before()
    {
        using var configuration = Before("Information");
        File.WriteAllText(File1, Levels("Debug"));

        SettingsFile.Add(configuration, File1);

        Assert.Equal("Debug", configuration[Level]);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var configuration = Before("Information");

        var failure = Assert.Throws<ValidationException>(() => SettingsFile.Add(configuration, File1));

        Assert.Contains(File1, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ nonsense", "settings file")]
    [InlineData("""{"Logging":{"LogLevel":{"Default":"Loud"}}}""", "\"Loud\": one of Trace, Debug")]
    [InlineData("""{"Loging":{"LogLevel":{"Default":"Debug"}}}""", "Loging is no section")]
    [InlineData("""{"Logging":{"LogLevl":{"Default":"Debug"}}}""", "Logging:LogLevl says nothing")]
    [InlineData("""{"Logging":{"LogLevel":{"Default":"7"}}}""", "\"7\": one of Trace, Debug")]
    [InlineData("""{"Logging":{"LogLevel":{"NetplOrleans.Grains":"Debug"}}}""", "NetplOrleans.Grains is of no category")]
    [InlineData("""{"Logging":{"Console":{"LogLevel":{"Orlans":"Debug"}}}}""", "Orlans is of no category")]
    public void A_file_that_cannot_be_used_is_named_with_the_cause(string text, string cause)
    {
        using var configuration = Before("Information");
        File.WriteAllText(File1, text);

        var failure = Assert.Throws<ValidationException>(() => SettingsFile.Add(configuration, File1));

        Assert.Contains(cause, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_that_cannot_be_used_leaves_the_former_settings()
    {
        var provider = new SettingsFileProvider(new SettingsFileSource { Path = "appsettings.json" });
        provider.Load(Stream(Levels("Debug")));

        provider.Load(Stream(Levels("Loud")));
        provider.Load(Stream("{"));

        Assert.True(provider.TryGet(Level, out var level));
        Assert.Equal("Debug", level);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static ConfigurationManager Before(string level)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new(Level, level)]);
        return configuration;
    }

    private static string Levels(string level) => """{"Logging":{"LogLevel":{"Default":"LEVEL"}}}""".Replace("LEVEL", level, StringComparison.Ordinal);

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
