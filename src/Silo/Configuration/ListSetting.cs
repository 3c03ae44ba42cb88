using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.RegularExpressions;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Silo.Configuration;

/// <summary>Reads options that are lists, separated by commas. What cannot be read is named with its option, never left out.</summary>
internal static partial class ListSetting
{
    /// <summary>Names of namespaces, sorted.</summary>
    /// <exception cref="ValidationException">One of them is none.</exception>
    public static ValueList<string> Namespaces(string? text, string option) =>
        [.. Entries(text).Select(each => DnsLabel().IsMatch(each) ? each : throw Refused(option, each, "the name of a namespace")).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Address ranges, sorted.</summary>
    /// <exception cref="ValidationException">One of them is none.</exception>
    public static ValueList<string> Cidrs(string? text, string option) =>
        [.. Entries(text).Select(each => IPNetwork.TryParse(each, out var range) ? range.ToString() : throw Refused(option, each, "a range such as 10.0.0.0/16")).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Addresses with their ports, over these protocols.</summary>
    /// <exception cref="ValidationException">One of them is none.</exception>
    public static ValueList<Allowance> Addresses(string? text, string option, params Protocol[] protocols) =>
        [.. Entries(text).Select(each => Address(each, protocols) ?? throw Refused(option, each, "an address with its port such as 10.96.0.1:443 or [fd00::1]:443"))];

    /// <summary>Pods, as <c>namespace/label=value:port</c>, or addresses with their ports, over these protocols.</summary>
    /// <exception cref="ValidationException">One of them is neither.</exception>
    public static ValueList<Allowance> PodsOrAddresses(string? text, string option, params Protocol[] protocols) =>
        [.. Entries(text).Select(each => Pods(each, protocols) ?? Address(each, protocols) ?? throw Refused(option, each, "pods such as kube-system/k8s-app=kube-dns:53, or an address with its port such as 10.96.0.10:53,"))];

    private static Allowance? Address(string text, Protocol[] protocols) => IPEndPoint.TryParse(text, out var address) && address.Port > 0
        ? new(PolicyPeer.Block(Cidr.OfAddress(address.Address.ToString())), Ports(address.Port, protocols))
        : null;

    private static Allowance? Pods(string text, Protocol[] protocols) =>
        PodsWithPort().Match(text) is { Success: true, Groups: var parts } && int.TryParse(parts["port"].Value, out var port) && port is > 0 and < 65536
            ? new(PolicyPeer.Pods(parts["ns"].Value, LabelSelector.Of((parts["key"].Value, parts["value"].Value))), Ports(port, protocols))
            : null;

    private static ValueList<PolicyPort> Ports(int port, Protocol[] protocols) => [.. protocols.Select(protocol => new PolicyPort(protocol, port))];

    private static string[] Entries(string? text) => text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static ValidationException Refused(string option, string entry, string expected) => new($"{SettingName.Flag(option)} cannot have \"{entry}\": {expected} is expected");

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$")]
    private static partial Regex DnsLabel();

    [GeneratedRegex("^(?<ns>[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)/(?<key>[A-Za-z0-9./_-]+)=(?<value>[A-Za-z0-9._-]*):(?<port>[0-9]{1,5})$")]
    private static partial Regex PodsWithPort();
}
