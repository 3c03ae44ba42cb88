using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using k8s;

namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>Who we are to the API server, as far as our own credentials tell; for messages only.</summary>
internal static class ClientIdentity
{
    public static string Of(KubernetesClientConfiguration configuration, string? token)
    {
        if (Subject(token) is { } subject) return $"user {subject}";
        if (!string.IsNullOrEmpty(configuration.Username)) return $"user {configuration.Username}";
        if (CertificateName(configuration) is { } name) return $"user {name}";
        return $"the user of context {configuration.CurrentContext ?? "in-cluster"}";
    }

    /// <summary>The common name of the client certificate, or null.</summary>
    private static string? CertificateName(KubernetesClientConfiguration configuration)
    {
        try
        {
            var pem = configuration.ClientCertificateData is { Length: > 0 } data ? Encoding.ASCII.GetString(Convert.FromBase64String(data))
                : configuration.ClientCertificateFilePath is { Length: > 0 } path ? File.ReadAllText(path)
                : null;
            if (pem is null) return null;
            using var certificate = X509Certificate2.CreateFromPem(pem);
            return certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        }
        catch (Exception e) when (e is FormatException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The <c>sub</c> claim of a JWT, which a ServiceAccount's token is; null for opaque tokens.</summary>
    private static string? Subject(string? token)
    {
        if (token?.Split('.') is not [_, var payload, _]) return null;
        try
        {
            var text = payload.Replace('-', '+').Replace('_', '/');
            using var claims = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='))));
            return claims.RootElement.TryGetProperty("sub", out var subject) ? subject.GetString() : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
