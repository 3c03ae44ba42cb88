namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Ends the reading of one object; <see cref="Projector{T}"/> turns it into a value, so it never leaves this folder.</summary>
internal sealed class MalformedObjectException(SetAsideReason reason, string detail) : Exception(detail)
{
    public SetAsideReason Reason { get; } = reason;
}
