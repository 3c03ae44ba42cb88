namespace NetpolOrleans.Policies.Evaluation;

/// <summary>Whether a flow passes: both ends must let it.</summary>
/// <param name="Flow">The flow that was judged.</param>
/// <param name="Egress">What the policies of the end that opens it say.</param>
/// <param name="Ingress">What the policies of the end that answers say.</param>
public sealed record Verdict(Flow Flow, SideVerdict Egress, SideVerdict Ingress)
{
    /// <summary>Whether the flow passes.</summary>
    public bool Allowed => Egress.Allows && Ingress.Allows;

    /// <inheritdoc/>
    public override string ToString() => $"{Flow}: {(Allowed ? "allowed" : "denied")}; {Egress}; {Ingress}";
}
