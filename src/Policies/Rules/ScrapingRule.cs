using System.Globalization;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Rules;

/// <summary>
/// Where annotations ask for scraping, the configured scrapers reach the metrics port. A scraper itself may call any pod by TCP: whom it
/// finds is the cluster's business, and who answers is said there.
/// </summary>
internal static class ScrapingRule
{
    public static IEnumerable<Grant> Grants(WorkloadContext workload) => Scraped(workload).Concat(
        workload.Options.Scrapers.Where(scraper => scraper.Includes(workload.Workload.Key.Namespace, workload.Workload.Template.Labels))
            .Select(scraper => new Grant(Direction.Egress, new(EveryPod, [new(Protocol.TCP, null)]), new(ReasonKind.Scraping, By: scraper.Name))));

    private static PolicyPeer EveryPod { get; } = new(LabelSelector.Everything, null);

    private static IEnumerable<Grant> Scraped(WorkloadContext workload) =>
        from ports in PortsOfTemplates(workload).Concat(PortsOfServices(workload))
        where !ports.IsEmpty
        from scraper in workload.Options.Scrapers
        select new Grant(Direction.Ingress, new(scraper.Peer, ports), new(ReasonKind.Scraping, By: scraper.Name));

    private static IEnumerable<ValueList<PolicyPort>> PortsOfTemplates(WorkloadContext workload) =>
        from template in workload.Workload.Revisions
        where Asks(template.Annotations)
        select Port(template.Annotations) ?? Declared(template);

    private static IEnumerable<ValueList<PolicyPort>> PortsOfServices(WorkloadContext workload) =>
        from service in workload.Services
        where Asks(service.Annotations)
        select Port(service.Annotations) ?? ServicePorts.PodPorts(service.Ports, workload.Workload);

    private static bool Asks(Labels annotations) => annotations["prometheus.io/scrape"] == "true";

    private static ValueList<PolicyPort>? Port(Labels annotations) =>
        int.TryParse(annotations["prometheus.io/port"], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? [new PolicyPort(Protocol.TCP, port)]
            : null;

    private static ValueList<PolicyPort> Declared(PodTemplate template) =>
        [.. template.Containers.SelectMany(container => container.Ports).Where(port => port.Protocol == Protocol.TCP).Select(port => new PolicyPort(Protocol.TCP, port.Number)).Distinct()];
}
