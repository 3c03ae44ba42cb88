using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Resolution;

/// <summary>The addresses of a Service without a selector that a request reaches.</summary>
public static class Blocks
{
    /// <summary>The blocks of the asked port: of the Service's port, or, where the Service is headless, of the endpoints' port.</summary>
    public static IEnumerable<AddressBlock> For(TargetFacts facts, PortRequest request) =>
        request.Name is { } name ? facts.Blocks.Where(block => facts.Ports.Any(port => port.Name == name && port.Port == block.Service))
            : request.Declared.IsEmpty ? facts.Blocks.Where(block => request.Port is not { } port || IsAsked(block, port, facts.AnyPort))
            : facts.Blocks.Where(block => request.Declared.Any(each => each.Protocol == block.Port.Protocol && each.Port is { IsNamed: false } port && IsAsked(block, port.Number, anyPort: true)));

    private static bool IsAsked(AddressBlock block, int port, bool anyPort) =>
        block.Service == port || (anyPort && (block.Port.Port is null || block.Port.Port == (PortValue)port));
}
