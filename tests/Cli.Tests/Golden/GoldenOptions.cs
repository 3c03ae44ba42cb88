using NetpolOrleans.Policies;

namespace NetpolOrleans.Cli.Tests.Golden;

/// <summary>The options that a case can switch on.</summary>
internal static class GoldenOptions
{
    public static PolicyOptions Switch(PolicyOptions options, string name) => name switch
    {
        "ingress-when-routed" => options with { IngressOnlyWhenRouted = true },
        "probes-to-nodes" => options with { OpenProbesToNodes = true, NodeCidrs = ["10.9.0.0/24"] },
        "node-cidrs" => options with { NodeCidrs = ["10.9.0.0/24"] },
        "resolvers" => options with { Resolvers = ["169.254.25.10", "10.96.0.10"] },
        "require-grants" => options with { RequireGrants = true },
        "read-secrets" => options, // the case reads them
        "lock-modes" => options with { LockModes = true },
        _ => throw new FormatException($"there is no option '{name}'"),
    };
}
