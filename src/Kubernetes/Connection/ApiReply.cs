namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>The answer to one call, whole. Dispose it: its bytes are rented.</summary>
public sealed class ApiReply : IDisposable
{
    private readonly PooledBuffer body;

    internal ApiReply(int code, PooledBuffer body, ApiStatus? failure)
    {
        Code = code;
        Failure = failure;
        this.body = body;
    }

    /// <summary>The HTTP status.</summary>
    public int Code { get; }

    /// <summary>What the server says is wrong; null where the call succeeded.</summary>
    public ApiStatus? Failure { get; }

    /// <summary>The body.</summary>
    public ReadOnlySpan<byte> Body => body.Span;

    /// <inheritdoc/>
    public void Dispose() => body.Dispose();
}
