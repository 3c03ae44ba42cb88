using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>A connection that somebody opens.</summary>
/// <param name="From">Who opens it.</param>
/// <param name="To">Who answers. A policy sees pods, not Services: the port is the pod's.</param>
/// <param name="Port">The port of <paramref name="To"/>, 1 to 65535.</param>
/// <param name="Protocol">The transport protocol.</param>
public readonly record struct Flow(Endpoint From, Endpoint To, int Port, Protocol Protocol = Protocol.TCP)
{
    /// <inheritdoc/>
    public override string ToString() => $"{From.Name} -> {To.Name}:{Port}/{Protocol}";
}
