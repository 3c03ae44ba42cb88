namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>The consumer of changes threw.</summary>
internal sealed class ConsumerFailedException(Exception inner) : Exception(inner.Message, inner);
