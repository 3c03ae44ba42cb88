using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.FileProviders;

namespace NetpolOrleans.Silo.Configuration;

/// <summary>A file in the form of appsettings.json that is read again when it changes, such as a mounted ConfigMap.</summary>
public static class SettingsFile
{
    /// <summary>Adds the file that the command line or the environment names; its log levels win over appsettings.json and over variables, its options over appsettings.json.</summary>
    /// <exception cref="ValidationException">The file is not there or no JSON; the message names it.</exception>
    public static void Add(IConfigurationManager configuration, string? path)
    {
        if (path is null) return;
        if (string.IsNullOrWhiteSpace(path)) throw new ValidationException("--settings-file cannot be \"\": give it a value, or leave it out");
        var full = Path.GetFullPath(path);
        if (!File.Exists(full)) throw new ValidationException($"the settings file {full} does not exist: mount it, or correct --settings-file");
        try
        {
            configuration.Sources.Add(new SettingsFileSource
            {
                // A ConfigMap changes by a symbolic link that is swapped: only polling sees that.
                FileProvider = new PhysicalFileProvider(Path.GetDirectoryName(full)!) { UsePollingFileWatcher = true, UseActivePolling = true },
                Path = Path.GetFileName(full),
                ReloadOnChange = true,
            });
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            throw new ValidationException($"the settings file {full} cannot be used: {e.GetBaseException().Message}", e);
        }
    }
}
