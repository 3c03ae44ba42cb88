using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.References.Environments;

/// <summary>The variables of one container, in the kubelet's order: <c>envFrom</c>, then <c>env</c>, where a later one wins.</summary>
internal sealed class ContainerEnvironment
{
    // The kubelet has no limit. This one keeps A=$(B)$(B), B=$(C)$(C), … from growing exponentially.
    private const int LongestValue = 1 << 20;
    private const int Growth = 1 << 18;

    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);
    private readonly List<Variable> variables = [];
    private int growth = Growth;
    private bool tainted;

    /// <summary>The variables in effect, each name once.</summary>
    public IReadOnlyList<Variable> Variables => variables;

    /// <summary>The environment of a container of the workload.</summary>
    public static ContainerEnvironment Of(Container container, WorkloadKey workload, ConfigSources sources)
    {
        var environment = new ContainerEnvironment();
        foreach (var from in container.EnvFrom)
            foreach (var (key, value) in sources.Data(from.Name, from.IsSecret))
                environment.Set(new(from.Prefix + key, value, $"envFrom {ConfigSources.Describe(from.Name, from.IsSecret)}", from.IsSecret));
        foreach (var variable in container.Env)
            environment.Set(environment.Resolve(variable, workload, sources));
        return environment;
    }

    /// <summary>The value of a variable that the container has, or that Service links give it; else null.</summary>
    public string? Lookup(string name)
    {
        if (!indexes.TryGetValue(name, out var index)) return ServiceLink.Host(name);
        tainted |= variables[index] is { IsSecret: true, Value: not null }; // one that was not read puts nothing into the text
        return variables[index].Value;
    }

    /// <summary>Whether a Secret's value was looked up since this was asked last.</summary>
    public bool TakeTaint()
    {
        var before = tainted;
        tainted = false;
        return before;
    }

    /// <summary>A text of <c>command</c> or <c>args</c>, or a value, with <c>$(VAR)</c> expanded.</summary>
    public string Expand(string text)
    {
        var expanded = KubeletExpansion.Expand(text, Lookup, Math.Min(text.Length + growth, Math.Max(text.Length, LongestValue)));
        growth -= Math.Max(0, expanded.Length - text.Length);
        return expanded;
    }

    private Variable Resolve(EnvVar variable, WorkloadKey workload, ConfigSources sources) => variable switch
    {
        { ConfigMap: { } key } => FromKey(variable.Name, key, isSecret: false, sources),
        { Secret: { } key } => FromKey(variable.Name, key, isSecret: true, sources),
        { FieldPath: { } path } => new(variable.Name, DownwardField.Value(path, workload), "env"),
        { Value: { } text } => new(variable.Name, Expand(text), "env", TakeTaint()),
        _ => new(variable.Name, "", "env"),
    };

    private static Variable FromKey(string name, KeyRef key, bool isSecret, ConfigSources sources) =>
        new(name, sources.Value(key, isSecret), $"env from {ConfigSources.Describe(key.Name, isSecret)}", isSecret);

    private void Set(Variable variable)
    {
        if (indexes.TryAdd(variable.Name, variables.Count)) variables.Add(variable);
        else variables[indexes[variable.Name]] = variable;
    }
}
