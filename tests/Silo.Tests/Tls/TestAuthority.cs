using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NetpolOrleans.Silo.Tests.Tls;

/// <summary>An authority and the certificates that it signs, by itself or by one that it has signed in its turn.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 own;
    private readonly TestAuthority? above;
    private readonly DateTimeOffset now;

    public TestAuthority(DateTimeOffset now, TestAuthority? above = null)
    {
        (this.now, this.above) = (now, above);
        var request = new CertificateRequest($"CN=test authority {Guid.NewGuid()}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        own = above is null ? request.CreateSelfSigned(now.AddDays(-10), now.AddDays(10)) : above.Sign(request, 10);
    }

    /// <summary>The certificate in which trust begins, as PEM.</summary>
    public string Root => above?.Root ?? own.ExportCertificatePem();

    /// <summary>Writes a TLS Secret's files into a folder.</summary>
    public void Write(string folder, string? name, int days = 1)
    {
        using var leaf = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=silo", leaf, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (name is not null)
        {
            names.AddDnsName(name);
            request.CertificateExtensions.Add(names.Build());
        }

        using var certificate = Sign(request, days);
        File.WriteAllText(Path.Combine(folder, "ca.crt"), Root);
        File.WriteAllText(Path.Combine(folder, "tls.crt"), certificate.ExportCertificatePem() + (above is null ? "" : "\n" + own.ExportCertificatePem()));
        File.WriteAllText(Path.Combine(folder, "tls.key"), leaf.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose()
    {
        own.Dispose();
        key.Dispose();
    }

    private X509Certificate2 Sign(CertificateRequest request, int days) =>
        request.Create(own.SubjectName, X509SignatureGenerator.CreateForECDsa(key), now.AddDays(-9), now.AddDays(days), RandomNumberGenerator.GetBytes(8));
}
