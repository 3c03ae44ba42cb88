using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace LocalKubernetes.Security;

/// <summary>Knows the tokens that it issued and the client certificates of its CA.</summary>
internal sealed class Authenticator(CertificateAuthority authority)
{
    private readonly ConcurrentDictionary<string, User> tokens = new(StringComparer.Ordinal);

    /// <summary>A new bearer token of this user.</summary>
    public string Issue(User user)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        tokens[token] = user;
        return token;
    }

    public void Revoke(string token) => tokens.TryRemove(token, out _);

    public User? FindToken(string token) => tokens.GetValueOrDefault(token);

    /// <summary>Null when the request carries neither a known token nor a certificate of our CA.</summary>
    public User? Authenticate(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return FindToken(header[7..].Trim());
        return http.Connection.ClientCertificate is { } certificate ? authority.UserOf(certificate) : null;
    }
}
