using Microsoft.Extensions.Configuration.Json;

namespace NetpolOrleans.Silo.Configuration;

/// <summary>The source of a <see cref="SettingsFileProvider"/>.</summary>
internal sealed class SettingsFileSource : JsonConfigurationSource
{
    /// <inheritdoc/>
    public override IConfigurationProvider Build(IConfigurationBuilder builder)
    {
        EnsureDefaults(builder);
        return new SettingsFileProvider(this);
    }
}
