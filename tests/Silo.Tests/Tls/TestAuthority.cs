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

    public TestAuthority(DateTimeOffset now, TestAuthority? above = null, string? subject = null)
    {
        (this.now, this.above) = (now, above);
        var request = new CertificateRequest(subject ?? $"CN=test authority {Guid.NewGuid()}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        own = above is null ? request.CreateSelfSigned(now.AddDays(-10), now.AddDays(10)) : above.Sign(request, 10);
    }

    /// <summary>The certificate in which trust begins, as PEM.</summary>
    public string Root => above?.Root ?? own.ExportCertificatePem();

    /// <summary>Its own certificate, as PEM.</summary>
    public string Certificate => own.ExportCertificatePem();

    /// <summary>Its name.</summary>
    public string Subject => own.Subject;

    /// <summary>Writes a TLS Secret's files into a folder.</summary>
    public void Write(string folder, string? name, int days = 1)
    {
        using var leaf = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Write(folder, name, days, new CertificateRequest("CN=silo", leaf, HashAlgorithmName.SHA256), leaf.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The same with an RSA key, in PKCS#1, which is cert-manager's default.</summary>
    public void WriteRsa(string folder, string name)
    {
        using var leaf = RSA.Create(2048);
        Write(folder, name, 1, new CertificateRequest("CN=silo", leaf, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), leaf.ExportRSAPrivateKeyPem());
    }

    /// <summary>The same with the key of an elliptic curve in its own form.</summary>
    public void WriteEc(string folder, string name)
    {
        using var leaf = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Write(folder, name, 1, new CertificateRequest("CN=silo", leaf, HashAlgorithmName.SHA256), leaf.ExportECPrivateKeyPem());
    }

    private void Write(string folder, string? name, int days, CertificateRequest request, string keyPem)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (name is not null)
        {
            names.AddDnsName(name);
            request.CertificateExtensions.Add(names.Build());
        }

        using var certificate = Sign(request, days);
        File.WriteAllText(Path.Combine(folder, "ca.crt"), Root);
        File.WriteAllText(Path.Combine(folder, "tls.crt"), certificate.ExportCertificatePem() + (above is null ? "" : "\n" + own.ExportCertificatePem()));
        File.WriteAllText(Path.Combine(folder, "tls.key"), keyPem);
    }

    public void Dispose()
    {
        own.Dispose();
        key.Dispose();
    }

    private X509Certificate2 Sign(CertificateRequest request, int days) =>
        request.Create(own.SubjectName, X509SignatureGenerator.CreateForECDsa(key), now.AddDays(-9), now.AddDays(days), RandomNumberGenerator.GetBytes(8));
}
