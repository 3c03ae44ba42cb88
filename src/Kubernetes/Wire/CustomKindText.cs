using System.Text.RegularExpressions;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>
/// The operator's description of further kinds of workloads: <c>argoproj.io/v1alpha1/Rollout; serving.knative.dev/v1/Service
/// selector=none name-label=serving.knative.dev/service</c>. Entries are separated by semicolons, commas or lines.
/// </summary>
public static partial class CustomKindText
{
    private const string Form = "apiVersion/Kind [template=PATH] [selector=PATH|none] [name-label=KEY] [plural=NAME]";

    /// <summary>Reads the text; lines that begin with <c>#</c> are comments.</summary>
    /// <returns>The kinds in the text's order, and a sentence for each entry that cannot be read.</returns>
    public static (ValueList<CustomWorkloadKind> Kinds, ValueList<string> Errors) Parse(string? text)
    {
        var kinds = new List<CustomWorkloadKind>();
        var errors = new List<string>();
        foreach (var line in (text ?? "").Split('\n').Where(line => !line.TrimStart().StartsWith('#')))
            foreach (var entry in line.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                if (Read(entry) is not { } kind) errors.Add($"'{entry}' describes no kind: {Form} is expected");
                else if (kinds.Any(other => IsSame(other, kind))) errors.Add($"'{entry}' describes {kind.Resource} a second time");
                else kinds.Add(kind with { Name = NameOf(kind.Resource, kinds) });
        return ([.. kinds], [.. errors]);
    }

    private static CustomWorkloadKind? Read(string entry)
    {
        var words = entry.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (Head().Match(words[0]) is not { Success: true } head) return null;
        var (group, version, kind) = (head.Groups["group"].Value, head.Groups["version"].Value, head.Groups["kind"].Value);
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words.Skip(1))
            if (word.Split('=', 2) is not [("template" or "selector" or "name-label" or "plural") and var key, { Length: > 0 } value] || !said.TryAdd(key, value)) return null;
        if (ManagedKind.BuiltIn.Any(known => (known.Group, known.Kind) == (group, kind)) || (group, kind) == ("", "Pod")) return null;
        var label = said.GetValueOrDefault("name-label");
        return new(
            new(group, version, said.GetValueOrDefault("plural") ?? PluralOf(kind), kind),
            said.GetValueOrDefault("template") ?? "spec.template",
            said.GetValueOrDefault("selector") switch { "none" => null, { } path => path, null => label is null ? "spec.selector" : null },
            label);
    }

    private static bool IsSame(CustomWorkloadKind left, CustomWorkloadKind right) =>
        (left.Resource.Group, left.Resource.Kind) == (right.Resource.Group, right.Resource.Kind);

    private static string NameOf(ResourceKind resource, List<CustomWorkloadKind> before) =>
        ManagedKind.IsBuiltIn(resource.Kind) || resource.Kind == "Service" || before.Any(other => other.Name == resource.Kind)
            ? $"{resource.Kind}.{resource.Group}"
            : resource.Kind;

    /// <summary>As the tools do that generate custom resources.</summary>
    private static string PluralOf(string kind) => kind.ToLowerInvariant() switch
    {
        [.. var stem, 'y'] when stem is [.., not ('a' or 'e' or 'i' or 'o' or 'u')] => stem + "ies",
        [.., 's' or 'x' or 'z'] or [.., 'c' or 's', 'h'] => kind.ToLowerInvariant() + "es",
        var word => word + "s",
    };

    [GeneratedRegex(@"^((?<group>[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+)/)(?<version>v[0-9][a-z0-9]*)/(?<kind>[A-Z][A-Za-z0-9]*)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Head();
}
