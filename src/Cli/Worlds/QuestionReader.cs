using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Cli.Worlds;

/// <summary>Turns what a command line says into questions about endpoints.</summary>
internal sealed class QuestionReader(World world)
{
    /// <summary>The questions: one, or one for each back end of a Service.</summary>
    /// <exception cref="CommandFailedException">A name means nothing, or more than one thing.</exception>
    public IReadOnlyList<Question> Read(string from, string to)
    {
        var source = Parse(from);
        if (source.Port is not null) throw new CommandFailedException($"'{from}': the port belongs to the end that answers");
        var sender = EndpointOf(source.Name);
        var query = Parse(to);
        return world.FindService(query.Name) is { } service
            ? [.. Backends(service, query).Select(target => new Question(sender, target.To, target.Port, target.Protocol))]
            : [.. Targets(EndpointOf(query.Name), query).Select(target => new Question(sender, target.To, target.Port, target.Protocol))];
    }

    private static EndpointQuery Parse(string text) => EndpointQuery.Parse(text)
        ?? throw new CommandFailedException($"'{text}' is no endpoint: [namespace/]kind/name or an address, and :port[/tcp|udp|sctp] behind it");

    private Endpoint EndpointOf(string name)
    {
        if (IpAddress.Parse(name) is not null) return world.At(name);
        return world.Find(name) switch
        {
            [var only] => world.EndpointOf(only),
            [] => throw new CommandFailedException($"there is no workload or pod '{name}'; they are called [namespace/]kind/name"),
            var many => throw new CommandFailedException($"'{name}' may mean {string.Join(" or ", many.Select(workload => workload.Key))}"),
        };
    }

    private static IEnumerable<(Endpoint To, int? Port, Protocol Protocol)> Targets(Endpoint to, EndpointQuery query)
    {
        if (query.Port is not { Name: { } name }) return [(to, query.Port?.Number, query.Protocol ?? Protocol.TCP)];
        var named = to.Ports.Where(port => port.Name == name && (query.Protocol ?? port.Protocol) == port.Protocol).Select(port => (port.Number, port.Protocol)).Distinct().ToList();
        return named.Count > 0
            ? named.Select(port => (to, (int?)port.Number, port.Protocol))
            : throw new CommandFailedException($"{to.Name} has no {(query.Protocol is { } protocol ? $"{protocol} " : "")}port named '{name}'");
    }

    /// <summary>A policy sees a Service's pods on their own ports.</summary>
    private IEnumerable<(Endpoint To, int? Port, Protocol Protocol)> Backends(Service service, EndpointQuery query)
    {
        var backends = world.BackendsOf(service).Select(world.EndpointOf).ToList();
        if (backends.Count == 0) throw new CommandFailedException($"no workload is behind the Service {service.Name}");
        if (query.Port is not { } wanted) return backends.Select(to => (to, (int?)null, query.Protocol ?? Protocol.TCP));
        var protocol = query.Protocol ?? (wanted.IsNamed ? null : Protocol.TCP);
        var ports = service.Ports.Where(port => (protocol ?? port.Protocol) == port.Protocol && (wanted.Name is { } name ? port.Name == name : port.Port == wanted.Number)).ToList();
        if (ports.Count == 0) throw new CommandFailedException($"the Service {service.Name} has no port {wanted}{(protocol is null ? "" : $"/{protocol}")}");
        return backends.SelectMany(to => ports.SelectMany(port => Targets(to, query with { Port = port.TargetPort, Protocol = port.Protocol })));
    }
}
