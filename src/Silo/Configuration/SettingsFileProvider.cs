using Microsoft.Extensions.Configuration.Json;

namespace NetpolOrleans.Silo.Configuration;

/// <summary>Reads JSON settings; a change that cannot be read is named, and the former settings stay.</summary>
internal sealed class SettingsFileProvider(JsonConfigurationSource source) : JsonConfigurationProvider(source)
{
    private IDictionary<string, string?>? good;

    /// <inheritdoc/>
    public override void Load(Stream stream)
    {
        try
        {
            base.Load(stream);
            foreach (var (key, value) in Data)
                if (IsLogLevel(key) && !Enum.TryParse<LogLevel>(value, ignoreCase: true, out _))
                    throw new FormatException($"{key} cannot be \"{value}\": one of {string.Join(", ", Enum.GetNames<LogLevel>())} is expected");
            good = Data;
        }
        catch (Exception e) when (good is not null && e is (FormatException or System.Text.Json.JsonException))
        {
            Data = good;
            Console.Error.WriteLine($"netpol-silo: {Source.Path} changed and cannot be used, the former settings stay: {(e.InnerException ?? e).Message}");
        }
    }

    private static bool IsLogLevel(string key) =>
        key.StartsWith("Logging:", StringComparison.OrdinalIgnoreCase) && key.Contains("LogLevel:", StringComparison.OrdinalIgnoreCase);
}
