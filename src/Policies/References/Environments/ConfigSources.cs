using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.References.Environments;

/// <summary>The ConfigMaps and Secrets of the workload's namespace, keeping account of which were asked for.</summary>
internal sealed class ConfigSources(Func<string, ConfigMap?> configMap, Func<string, ConfigMap?> secret)
{
    private readonly SortedSet<string> asked = new(StringComparer.Ordinal);

    /// <summary>The ConfigMaps and Secrets that were read, or would have been if they existed; sorted.</summary>
    public ValueList<string> ConfigMaps => asked.Count == 0 ? [] : asked.ToValueList();

    /// <summary>How evidence names a source.</summary>
    public static string Describe(string name, bool isSecret) => $"{(isSecret ? "Secret" : "ConfigMap")} {name}";

    /// <summary>All keys and values; none where the object does not exist or may not be read.</summary>
    public Labels Data(string name, bool isSecret)
    {
        asked.Add(name);
        return (isSecret ? secret(name) : configMap(name))?.Data ?? Labels.Empty;
    }

    /// <summary>One key's value, or null where there is none.</summary>
    public string? Value(KeyRef key, bool isSecret) => Data(key.Name, isSecret)[key.Key];
}
