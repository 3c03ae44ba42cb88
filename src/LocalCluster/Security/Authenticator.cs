using System.Collections.Concurrent;
using System.Security.Cryptography;
using LocalKubernetes.Errors;
using Microsoft.AspNetCore.Http;

namespace LocalKubernetes.Security;

/// <summary>Knows the tokens that it issued and the client certificates of its CA.</summary>
internal sealed class Authenticator(CertificateAuthority authority, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (User User, DateTimeOffset Until)> tokens = new(StringComparer.Ordinal);

    /// <summary>A new bearer token of this user that never expires.</summary>
    public string Issue(User user)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        Accept(token, user, DateTimeOffset.MaxValue);
        return token;
    }

    /// <summary>Takes a token as this user's until then.</summary>
    public void Accept(string token, User user, DateTimeOffset until) => tokens[token] = (user, until);

    /// <summary>Ends the tokens of a user, or everybody's but the admin's; the next request with one gets a 401.</summary>
    public void Expire(string? user)
    {
        foreach (var (token, issued) in tokens)
            if (user is null ? issued.User != User.Admin : issued.User.Name == user) tokens.TryRemove(token, out _);
    }

    /// <summary>Null for a token that was never issued or is over.</summary>
    public User? FindToken(string token) => tokens.TryGetValue(token, out var issued) && issued.Until > time.GetUtcNow() ? issued.User : null;

    /// <summary>Who sends a request without credentials is anonymous.</summary>
    /// <exception cref="ApiException">401: the credentials aren't good.</exception>
    public User Authenticate(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return FindToken(header[7..].Trim()) ?? throw ApiErrors.Unauthorized();
        if (http.Connection.ClientCertificate is { } certificate) return authority.UserOf(certificate) ?? throw ApiErrors.Unauthorized();
        return User.Anonymous;
    }
}
