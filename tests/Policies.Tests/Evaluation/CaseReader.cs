using System.Globalization;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Evaluation;

/// <summary>Reads the cases of the folder <c>Cases</c>; its README tells the format.</summary>
internal static class CaseReader
{
    /// <summary>All cases of all files, in order.</summary>
    public static IEnumerable<CaseWorld> ReadAll() => Directory
        .GetFiles(Path.Combine(AppContext.BaseDirectory, "Evaluation", "Cases"), "*.txt")
        .Order(StringComparer.Ordinal)
        .SelectMany(file => Read(File.ReadLines(file)));

    private static IEnumerable<CaseWorld> Read(IEnumerable<string> lines)
    {
        CaseWorld? world = null;
        foreach (var line in lines.Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0))
        {
            var (word, rest) = Cut(line, ' ');
            if (word == "case")
            {
                if (world is not null) yield return world;
                world = new(rest);
            }
            else
            {
                Add(world!, word, rest);
            }
        }
        if (world is not null) yield return world;
    }

    private static void Add(CaseWorld world, string word, string rest)
    {
        switch (word)
        {
            case "ns": world.Namespaces[Cut(rest, ' ').Head] = LabelsOf(Cut(rest, ' ').Tail); break;
            case "pod" or "workload": AddEndpoint(world, rest, word == "workload"); break;
            case "address": world.Endpoints[Cut(rest, ' ').Head] = Endpoint.External(Cut(rest, ' ').Tail); break;
            case "policy": world.Policies.Add(PolicyOf(rest)); break;
            case "ingress": Amend(world, spec => spec with { Ingress = [.. spec.Ingress, RuleOf(rest, "from ")] }); break;
            case "egress": Amend(world, spec => spec with { Egress = [.. spec.Egress, RuleOf(rest, "to ")] }); break;
            case "flow" or "why": world.Expectations.Add($"{word} {rest}"); break;
            default: throw new FormatException($"'{word}' starts no line of a case");
        }
    }

    private static void AddEndpoint(CaseWorld world, string text, bool isReplicated)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (name, ns) = (words[0], words[2]);
        var labels = words.Skip(3).TakeWhile(word => word.Contains('=')).ToList();
        var endpoint = Endpoint.Pod(ns, name, LabelsOf(string.Join(' ', labels)), world.Namespaces.GetValueOrDefault(ns)) with { IsReplicated = isReplicated };
        for (var at = 3 + labels.Count; at < words.Length; at++)
            endpoint = words[at] switch
            {
                "ports" => endpoint with { Ports = words[++at].Split(',').Select(ContainerPortOf).ToValueList() },
                "ip" => endpoint with { Addresses = words[++at].Split(',').ToValueList() },
                "host" => endpoint with { HostNetwork = true },
                var other => throw new FormatException($"'{other}' says nothing about a pod"),
            };
        world.Endpoints[name] = endpoint;
    }

    private static ContainerPort ContainerPortOf(string text)
    {
        var (name, port) = Cut(text, '=');
        var (number, protocol) = Cut(port, '/');
        return new(name, int.Parse(number, CultureInfo.InvariantCulture), ProtocolOf(protocol), null);
    }

    private static ScopedPolicy PolicyOf(string text)
    {
        var (name, rest) = Cut(text, ' ');
        var (selector, types) = Cut(rest["selects ".Length..], " types ");
        return new(new(Cut(name, '/').Head, Cut(name, '/').Tail), new(SelectorOf(selector), Enum.Parse<PolicyTypes>(types), [], []));
    }

    private static void Amend(CaseWorld world, Func<PolicySpec, PolicySpec> change) =>
        world.Policies[^1] = world.Policies[^1] with { Spec = change(world.Policies[^1].Spec) };

    private static PolicyRule RuleOf(string text, string peersWord)
    {
        var (peers, ports) = text.StartsWith("ports ", StringComparison.Ordinal) ? ("", text["ports ".Length..]) : Cut(text, " ports ");
        return new(
            peers.Length == 0 ? [] : peers[peersWord.Length..].Split(", ").Select(PeerOf).ToValueList(),
            ports.Length == 0 ? [] : ports.Split(',').Select(PortOf).ToValueList());
    }

    private static PolicyPeer PeerOf(string text)
    {
        if (text == "nothing") return new(null, null);
        if (text.StartsWith("block ", StringComparison.Ordinal))
        {
            var parts = text["block ".Length..].Split(" !");
            return PolicyPeer.Block(parts[0], parts.AsSpan(1));
        }
        if (text.StartsWith("pods ", StringComparison.Ordinal)) return new(null, SelectorOf(text["pods ".Length..]));
        var (namespaces, pods) = Cut(text["ns ".Length..], " pods ");
        return new(SelectorOf(namespaces), pods.Length == 0 ? null : SelectorOf(pods));
    }

    private static PolicyPort PortOf(string text)
    {
        var (port, protocol) = Cut(text, '/');
        if (port == "*") return new(ProtocolOf(protocol), null);
        if (char.IsAsciiLetter(port[0])) return new(ProtocolOf(protocol), PortValue.Named(port));
        var (first, last) = Cut(port, '-');
        return new(ProtocolOf(protocol), int.Parse(first, CultureInfo.InvariantCulture), last.Length == 0 ? null : int.Parse(last, CultureInfo.InvariantCulture));
    }

    private static LabelSelector SelectorOf(string text)
    {
        if (text == "*") return LabelSelector.Everything;
        var parts = text.Split(" & ");
        return new(
            LabelsOf(string.Join(' ', parts.Where(IsPair))),
            parts.Where(part => !IsPair(part)).Select(RequirementOf).ToValueList());
    }

    private static LabelRequirement RequirementOf(string text) => text.Split(' ', 3) switch
    {
        [var key, "in", var values] => new(key, LabelOperator.In, values.Trim('(', ')').Split('|').ToValueList()),
        [var key, "notin", var values] => new(key, LabelOperator.NotIn, values.Trim('(', ')').Split('|').ToValueList()),
        [['!', .. var key]] => new(key, LabelOperator.DoesNotExist, []),
        [var key] => new(key, LabelOperator.Exists, []),
        _ => throw new FormatException($"'{text}' is no requirement"),
    };

    private static bool IsPair(string text) => text.Contains('=');

    private static Labels LabelsOf(string text) => Labels.From(text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => new KeyValuePair<string, string>(Cut(pair, '=').Head, Cut(pair, '=').Tail)));

    internal static Protocol ProtocolOf(string text) => text.Length == 0 ? Protocol.TCP : Enum.Parse<Protocol>(text);

    internal static (string Head, string Tail) Cut(string text, char at) => Cut(text, at.ToString());

    private static (string Head, string Tail) Cut(string text, string at) =>
        text.IndexOf(at, StringComparison.Ordinal) is var found and >= 0 ? (text[..found].Trim(), text[(found + at.Length)..].Trim()) : (text, "");
}
