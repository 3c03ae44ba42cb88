using Microsoft.Extensions.Configuration.Json;

namespace NetpolOrleans.Silo.Configuration;

/// <summary>Reads JSON settings; a change that cannot be read is named, and the former settings stay.</summary>
internal sealed class SettingsFileProvider(JsonConfigurationSource source) : JsonConfigurationProvider(source)
{
    private static readonly string[] Sections = ["Logging", SiloOptions.Section], OfLogging = ["LogLevel", "Console", "Debug", "EventLog", "EventSource", "OpenTelemetry"],
        Categories = ["Default", "NetpolOrleans", "Orleans", "Microsoft", "System", "Polly", "OpenTelemetry", "k8s"];

    private IDictionary<string, string?>? good;

    /// <inheritdoc/>
    public override void Load(Stream stream)
    {
        try
        {
            base.Load(stream);
            foreach (var key in Data.Keys) Require(key);
            foreach (var (key, value) in Data)
                if (IsLogLevel(key) && !Enum.GetNames<LogLevel>().Contains(value, StringComparer.OrdinalIgnoreCase))
                    throw new FormatException($"{key} cannot be \"{value}\": one of {string.Join(", ", Enum.GetNames<LogLevel>())} is expected");
            good = Data;
        }
        catch (Exception e) when (good is not null && e is (FormatException or System.Text.Json.JsonException))
        {
            Data = good;
            Console.Error.WriteLine($"netpol-silo: {Source.Path} changed and cannot be used, the former settings stay: {(e.InnerException ?? e).Message}");
        }
    }

    /// <summary>A word with a letter wrong would be a setting that nobody reads.</summary>
    private static void Require(string key)
    {
        var parts = key.Split(':');
        if (!Sections.Contains(parts[0], StringComparer.OrdinalIgnoreCase)) throw new FormatException($"{parts[0]} is no section: {string.Join(" and ", Sections)} are");
        if (parts is [_, var part, ..] && parts[0].Equals(Sections[0], StringComparison.OrdinalIgnoreCase) && !OfLogging.Contains(part, StringComparer.OrdinalIgnoreCase))
            throw new FormatException($"{parts[0]}:{part} says nothing: {string.Join(", ", OfLogging)} are expected");
        if (IsLogLevel(key) && !Categories.Contains(parts[^1].Split('.')[0], StringComparer.OrdinalIgnoreCase))
            throw new FormatException($"{key} is of no category: those begin with {string.Join(", ", Categories)}");
    }

    private static bool IsLogLevel(string key) =>
        key.StartsWith("Logging:", StringComparison.OrdinalIgnoreCase) && key.Contains("LogLevel:", StringComparison.OrdinalIgnoreCase);
}
