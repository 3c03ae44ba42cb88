using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace NetpolOrleans.Silo.Configuration;

/// <summary>Reads the options from wherever they are set; whatever is not an option is named, never ignored.</summary>
public static class SiloSettings
{
    /// <summary>The options with their descriptions.</summary>
    public static IReadOnlyList<(PropertyInfo Property, string Description)> All { get; } =
    [
        .. typeof(SiloOptions).GetProperties().Select(property => (property, property.GetCustomAttribute<DescriptionAttribute>()!.Description)),
    ];

    /// <summary>The options in force.</summary>
    /// <param name="configuration">appsettings.json, where there is one.</param>
    /// <param name="environment">The process's variables.</param>
    /// <param name="flags">What the command line sets, by property name.</param>
    /// <exception cref="ValidationException">Something set is unknown or invalid; the message names it and its remedy.</exception>
    public static SiloOptions Read(IConfiguration configuration, IDictionary environment, IReadOnlyDictionary<string, string> flags)
    {
        var names = All.Select(each => each.Property.Name).ToList();
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var child in configuration.GetSection(SiloOptions.Section).GetChildren())
            Take(values, child.Key, child.Value, names.Find(name => name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)), $"{SiloOptions.Section}:{child.Key} in appsettings.json");
        foreach (DictionaryEntry variable in environment)
            if (variable.Key is string key && key.StartsWith(SettingName.EnvironmentPrefix, StringComparison.Ordinal) && !IsOfTests(key))
                Take(values, key, (string?)variable.Value, names.Find(name => SettingName.Variable(name) == key), $"the variable {key}");
        foreach (var (name, value) in flags) values[name] = value;

        return Checked(Bind(values));
    }

    private static void Take(Dictionary<string, string?> values, string key, string? value, string? name, string where)
    {
        if (name is null) throw new ValidationException($"{where} is no option: correct or remove it; --help lists the options");
        _ = key;
        values[name] = value;
    }

    /// <summary>The test suites have a variable of their own.</summary>
    private static bool IsOfTests(string variable) => variable == "NETPOL_TEST_KUBECONFIG";

    private static SiloOptions Bind(Dictionary<string, string?> values)
    {
        var options = new SiloOptions();
        foreach (var (property, _) in All)
        {
            if (!values.TryGetValue(property.Name, out var text)) continue;
            try
            {
                var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
                property.SetValue(options, type.IsEnum ? ParseEnum(type, text!) : TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text!));
            }
            catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
            {
                throw new ValidationException($"{SettingName.Flag(property.Name)} cannot be \"{text}\": {Expected(property.PropertyType)}", e);
            }
        }

        return options;
    }

    private static object ParseEnum(Type type, string text) =>
        Enum.GetNames(type).FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse(type, name)
            : throw new FormatException(text);

    private static string Expected(Type type) => type switch
    {
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type)).ToLowerInvariant()} is expected",
        _ when type == typeof(bool) => "true or false is expected",
        _ when type == typeof(int) => "a whole number is expected",
        _ => "another text is expected",
    };

    private static SiloOptions Checked(SiloOptions options)
    {
        var result = new SiloOptionsValidator().Validate(null, options);
        if (result.Failed) throw new ValidationException(string.Join("; ", result.Failures));
        if (!PolicyOptionsFactory.From(options).Namespaces.IsEmpty && options.Shards > 0) // the factory refuses lists that cannot be read
            throw new ValidationException("--shards are hashed over watches of the whole cluster: drop it, or --namespaces");
        return options;
    }
}
