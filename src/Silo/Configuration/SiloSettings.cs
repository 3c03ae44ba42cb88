using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
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
            Take(values, child.Value, names.Find(name => name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)), $"{SiloOptions.Section}:{child.Key} in the settings");
        foreach (DictionaryEntry variable in environment)
            if (variable.Key is string key && !IsOfTests(key) && VariableName.IsMeantAsOption(key))
                Take(values, (string?)variable.Value, names.Find(name => SettingName.Variable(name) == key), $"the variable {key}", VariableName.Nearest(key));
        foreach (var (name, value) in flags) values[name] = value;

        return Checked(Bind(values));
    }

    private static void Take(Dictionary<string, string?> values, string? value, string? name, string where, string? nearest = null)
    {
        if (name is null)
            throw new ValidationException($"{where} is no option{(nearest is null ? "" : $" ({nearest} is)")}: correct or remove it; --help lists the options");
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
                property.SetValue(options, Parse(property, text ?? ""));
            }
            catch (Exception e) when (e is FormatException or OverflowException)
            {
                throw new ValidationException($"{SettingName.Flag(property.Name)} cannot be \"{text}\": {Expected(property)}", e);
            }
        }

        return options;
    }

    /// <summary>A list that is empty would mean "everywhere" for one option and "nowhere" for the next: only what replaces a list may be one.</summary>
    private static object Parse(PropertyInfo property, string text) => property.PropertyType switch
    {
        { IsEnum: true } type => ParseEnum(type, text),
        var type when type == typeof(bool) => bool.Parse(text),
        var type when type == typeof(int) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) is var number && RangeOf(property).IsValid(number)
            ? number
            : throw new FormatException(text),
        _ when property.Name != nameof(SiloOptions.ExcludedNamespaces) && text.Trim(' ', '\t', ',', ';').Length == 0 => throw new FormatException(text),
        _ => text,
    };

    private static object ParseEnum(Type type, string text) =>
        Enum.GetNames(type).FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse(type, name)
            : throw new FormatException(text);

    private static string Expected(PropertyInfo property) => property.PropertyType switch
    {
        { IsEnum: true } type => $"one of {string.Join(", ", Enum.GetNames(type)).ToLowerInvariant()} is expected",
        var type when type == typeof(bool) => "true or false is expected",
        var type when type == typeof(int) => $"a whole number from {RangeOf(property).Minimum} to {RangeOf(property).Maximum} is expected",
        _ => "give it a value, or leave it out",
    };

    private static RangeAttribute RangeOf(PropertyInfo property) => property.GetCustomAttribute<RangeAttribute>()!;

    private static SiloOptions Checked(SiloOptions options)
    {
        var result = new SiloOptionsValidator().Validate(null, options);
        if (result.Failed) throw new ValidationException(string.Join("; ", result.Failures));
        if (!PolicyOptionsFactory.From(options).Namespaces.IsEmpty && options.Shards > 0) // the factory refuses lists that cannot be read
            throw new ValidationException("--shards are hashed over watches of the whole cluster: drop it, or --namespaces");
        if (options is { Clustering: ClusteringMode.Kubernetes, GatewayPort: not 0 })
            throw new ValidationException("--gateway-port is for --clustering localhost, where it opens a port for Orleans clients: drop it");
        if (Ports(options).Where(port => port.Number != 0).GroupBy(port => port.Number).FirstOrDefault(same => same.Count() > 1) is { } taken)
            throw new ValidationException($"{string.Join(" and ", taken.Select(port => SettingName.Flag(port.Option)))} cannot both be {taken.Key}: give each a port of its own");
        return options;
    }

    private static (string Option, int Number)[] Ports(SiloOptions options) =>
        [(nameof(SiloOptions.HttpPort), options.HttpPort), (nameof(SiloOptions.SiloPort), options.SiloPort), (nameof(SiloOptions.GatewayPort), options.GatewayPort)];
}
