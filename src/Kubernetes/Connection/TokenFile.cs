using System.Net.Http.Headers;
using k8s.Authentication;

namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>A bearer token in a file that somebody renews, such as a projected ServiceAccount token: read again every minute.</summary>
internal sealed class TokenFile(string path, TimeProvider time) : ITokenProvider
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private volatile Held? held;

    public async Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken)
    {
        if (held is { } fresh && time.GetElapsedTime(fresh.ReadAt) < Lifetime) return fresh.Header;
        var token = (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
        held = new(new("Bearer", token), time.GetTimestamp());
        return held.Header;
    }

    private sealed record Held(AuthenticationHeaderValue Header, long ReadAt);
}
