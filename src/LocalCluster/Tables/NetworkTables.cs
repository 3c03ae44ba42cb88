using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Tables;

/// <summary>Columns of Services and what stands around them.</summary>
internal static class NetworkTables
{
    private const int Shown = 3;

    public static TableLayout Services { get; } = new(
        Column.Named,
        Column.Text("Type", row => row.Spec.Text("type")),
        Column.Text("Cluster-IP", row => row.Spec.Texts("clusterIPs").FirstOrDefault() ?? "<none>"),
        Column.Text("External-IP", ExternalAddress),
        Column.Text("Port(s)", row => Or(string.Join(',', row.Spec.Objects("ports").Select(Port)), "<none>")),
        Column.Age,
        Column.Text("Selector", row => SelectorText.OfMap(row.Spec, "selector")).Wide());

    public static TableLayout Endpoints { get; } = new(Column.Named, Column.Text("Endpoints", row => Addresses(row.Object)), Column.Age);

    public static TableLayout EndpointSlices { get; } = new(
        Column.Named,
        Column.Text("AddressType", row => row.Object.Text("addressType")),
        Column.Text("Ports", row => Some([.. row.Object.Objects("ports").Select(port => port.Number("port") is { } number ? $"{number}" : port.Text("name") ?? "*")], "<unset>")),
        Column.Text("Endpoints", row => Some([.. row.Object.Objects("endpoints").SelectMany(each => each.Texts("addresses"))], "<unset>")),
        Column.Age);

    public static TableLayout Ingresses { get; } = new(
        Column.Named,
        Column.Text("Class", row => row.Spec.Text("ingressClassName") ?? "<none>"),
        Column.Text("Hosts", Hosts),
        Column.Text("Address", row => Balancers(row)),
        Column.Text("Ports", row => row.Spec.Array("tls") is { Count: > 0 } ? "80, 443" : "80"),
        Column.Age);

    public static TableLayout IngressClasses { get; } = new(
        new Column("Name", row => row.Name + (row.Object.Annotation("ingressclass.kubernetes.io/is-default-class") == "true" ? " (default)" : "")) { Format = "name" },
        Column.Text("Controller", row => row.Spec.Text("controller")),
        Column.Text("Parameters", row => Parameters(row.Spec.Object("parameters"))),
        Column.Age);

    public static TableLayout NetworkPolicies { get; } = new(Column.Named, Column.Text("Pod-Selector", row => SelectorText.Of(row.Spec.Object("podSelector"))), Column.Age);

    private static string ExternalAddress(Row row)
    {
        var external = string.Join(',', row.Spec.Texts("externalIPs"));
        return row.Spec.Text("type") switch
        {
            "ClusterIP" or "NodePort" => Or(external, "<none>"),
            "LoadBalancer" => Or(string.Join(',', ((string[])[Balancers(row), external]).Where(each => each.Length > 0)), "<pending>"),
            "ExternalName" => row.Spec.Text("externalName") ?? "",
            _ => "<unknown>",
        };
    }

    private static string Balancers(Row row) => string.Join(',', row.Status.Object("loadBalancer").Objects("ingress")
        .Select(each => each.Text("ip") ?? each.Text("hostname") ?? "").Where(each => each.Length > 0).Distinct().Order(StringComparer.Ordinal));

    private static string Port(JsonObject port) =>
        port.Number("nodePort") is > 0 and var node ? $"{port.Number("port")}:{node}/{port.Text("protocol")}" : $"{port.Number("port")}/{port.Text("protocol")}";

    private static string Hosts(Row row)
    {
        var rules = row.Spec.Objects("rules").ToList();
        var hosts = rules.Select(rule => rule.Text("host") ?? "").Where(host => host.Length > 0).ToList();
        if (hosts.Count == 0) return "*";
        return hosts.Count <= Shown ? string.Join(',', hosts) : $"{string.Join(',', hosts.Take(Shown))} + {rules.Count - Shown} more...";
    }

    private static string Addresses(JsonObject endpoints)
    {
        var all = new List<string>();
        foreach (var subset in endpoints.Objects("subsets"))
        {
            var ports = subset.Objects("ports").Select(port => $":{port.Number("port")}").DefaultIfEmpty("").ToList();
            all.AddRange(ports.SelectMany(_ => subset.Objects("addresses"), (port, address) => address.Text("ip") + port));
        }
        return Some(all, "<none>");
    }

    private static string Some(List<string> all, string none)
    {
        if (all.Count == 0) return none;
        return all.Count <= Shown ? string.Join(',', all) : $"{string.Join(',', all.Take(Shown))} + {all.Count - Shown} more...";
    }

    private static string Parameters(JsonObject? parameters)
    {
        if (parameters is null) return "<none>";
        var group = parameters.Text("apiGroup") is { } found ? "." + found : "";
        return $"{parameters.Text("kind")}{group}/{parameters.Text("name")}";
    }

    private static string Or(string text, string none) => text.Length == 0 ? none : text;
}
