using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References.Environments;
using NetpolOrleans.Policies.References.Fields;
using NetpolOrleans.Policies.References.Reading;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.References;

/// <summary>Reads the containers of one template: their variables, their command lines, their mounted files.</summary>
internal sealed class TemplateReader(WorkloadKey workload, PodTemplate template, ConfigSources sources, ReferenceOptions options)
{
    private readonly ReferenceCollector collector = new(new(workload.Namespace, options.ClusterDomain.Trim('.').ToLowerInvariant()));
    private readonly PortPairing pairing = new(options.HostTokens.Select(token => token.ToUpperInvariant()).ToValueList());

    /// <summary>What was found so far.</summary>
    public ValueList<Reference> References => collector.References();

    /// <summary>Reads a container.</summary>
    public void Read(Container container)
    {
        var environment = ContainerEnvironment.Of(container, workload, sources);
        var pod = DownwardField.PodName(workload);
        var shell = new ShellExpansion(name => environment.Lookup(name) ?? (name == "HOSTNAME" ? pod : null), workload.Namespace, pod);
        var files = Files(container);
        var reader = new MentionReader(collector, pairing, options, UpstreamNames.In(files.Select(file => file.Text)));

        var variables = new FieldGroup(collector, pairing);
        foreach (var variable in environment.Variables)
            if (variable.Value is { } value)
                ReadVariable(variable, shell.Expand(value));
        variables.Close();

        var arguments = new FieldGroup(collector, pairing);
        ReadArguments(container.Command, "command");
        ReadArguments(container.Args, "args");
        reader.FinishArguments();
        arguments.Close();

        foreach (var (text, origin) in files)
        {
            var expanded = Scripts.IsScript(text) ? shell.ExpandScript(text) : shell.Expand(text);
            reader.ReadFile(expanded, environment.TakeTaint() ? origin with { IsSecret = true } : origin);
        }

        void ReadVariable(Variable variable, string value) => reader.ReadValue(
            value, variable.Name, variables, new(container.Name, variable.Field, variable.Name, environment.TakeTaint() || variable.IsSecret));

        void ReadArguments(ValueList<string> words, string field)
        {
            var expanded = words.Select(word => shell.ExpandScript(environment.Expand(word))).ToList();
            reader.ReadArguments(expanded, arguments, new(container.Name, field, null, environment.TakeTaint()));
        }
    }

    private List<(string Text, Origin Origin)> Files(Container container)
    {
        var files = new List<(string, Origin)>();
        foreach (var source in template.Files)
        {
            if (!container.MountedVolumes.Contains(source.Volume)) continue;
            var field = $"file from {ConfigSources.Describe(source.Name, source.IsSecret)}";
            foreach (var (key, text) in sources.Data(source.Name, source.IsSecret))
                if (source.Keys.IsEmpty || source.Keys.Contains(key)) files.Add((text, new(container.Name, field, key, source.IsSecret)));
        }
        return files;
    }
}
