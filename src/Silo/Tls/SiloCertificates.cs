using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NetpolOrleans.Silo.Tls;

/// <summary>
/// A replica's certificate, its key, and the authority whose certificates it trusts, from a folder as Kubernetes mounts a TLS Secret:
/// <c>tls.crt</c>, <c>tls.key</c>, <c>ca.crt</c>. They are read for each connection, so that a rotation needs no restart.
/// </summary>
public sealed class SiloCertificates(string folder, TimeProvider time)
{
    /// <summary>When the certificate ends.</summary>
    public DateTimeOffset Expiry => Read().Own.NotAfter.ToUniversalTime();

    /// <summary>Checks that a replica could talk to its like.</summary>
    /// <exception cref="ValidationException">It could not; the message names file and cause.</exception>
    public SiloIdentity Require()
    {
        try
        {
            var identity = Read();
            if (identity.Own.NotAfter.ToUniversalTime() <= time.GetUtcNow().UtcDateTime)
                throw new ValidationException($"the certificate {Path.Combine(folder, "tls.crt")} expired at {identity.Own.NotAfter.ToUniversalTime():u}: renew the Secret");
            if (identity.Names.IsEmpty)
                throw new ValidationException($"the certificate {Path.Combine(folder, "tls.crt")} has no DNS name: replicas know each other by it. Issue one for the headless Service");
            if (identity.Refusal(identity.Own, identity.Errors(identity.Own)) is { } refusal)
                throw new ValidationException($"the certificate {Path.Combine(folder, "tls.crt")} would be refused by this replica itself: {refusal}. Put the authority that issued it into ca.crt");
            return identity;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new ValidationException($"the certificates in {folder} cannot be used ({e.Message}): tls.crt, tls.key and ca.crt are expected there, in PEM", e);
        }
    }

    /// <summary>What is in the folder now.</summary>
    public SiloIdentity Read()
    {
        var own = X509Certificate2.CreateFromPemFile(Path.Combine(folder, "tls.crt"), Path.Combine(folder, "tls.key"));
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(Path.Combine(folder, "ca.crt"));
        if (authorities.Count == 0) throw new CryptographicException("ca.crt has no certificate");
        var shown = new X509Certificate2Collection();
        shown.ImportFromPemFile(Path.Combine(folder, "tls.crt"));
        return new(own, authorities, [.. own.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames())])
        {
            Intermediates = [.. shown.Skip(1)],
        };
    }
}
