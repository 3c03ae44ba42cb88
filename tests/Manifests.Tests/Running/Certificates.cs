using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NetpolOrleans.Manifests.Tests.Running;

/// <summary>A TLS Secret's files, from an authority of their own.</summary>
internal static class Certificates
{
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1", ClientAuth = "1.3.6.1.5.5.7.3.2";

    /// <summary>Writes tls.crt, tls.key and ca.crt; returns the folder.</summary>
    public static string Make(string folder, string name, int days = 1)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=test authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = authority.CreateSelfSigned(now.AddHours(-1), now.AddDays(days + 1));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=silo", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(ServerAuth), new(ClientAuth)], false));
        using var certificate = request.Create(root, now.AddHours(-1), now.AddDays(days), RandomNumberGenerator.GetBytes(8));

        File.WriteAllText(Path.Combine(folder, "ca.crt"), root.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "tls.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "tls.key"), key.ExportPkcs8PrivateKeyPem());
        return folder;
    }
}
