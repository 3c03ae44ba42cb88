using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Resolution;

/// <summary>The addresses of a Service without a selector that a request reaches.</summary>
public static class Blocks
{
    /// <summary>The blocks of the asked port: of the Service's port, or, where the Service is headless, of the endpoints' port.</summary>
    public static IEnumerable<AddressBlock> For(TargetFacts facts, PortRequest request) =>
        facts.Blocks.Where(block => request.Port is not { } port
            || block.Service == port
            || (facts.AnyPort && (block.Port.Port is null || block.Port.Port == (PortValue)port)));
}
