using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NetpolOrleans.Silo.Tls;

/// <summary>
/// A replica's certificate, its key, and the authority whose certificates it trusts, from a folder as Kubernetes mounts a TLS Secret:
/// <c>tls.crt</c>, <c>tls.key</c>, <c>ca.crt</c>. They are read for each connection, so that a rotation needs no restart.
/// </summary>
public sealed class SiloCertificates(string folder, TimeProvider time, ILogger<SiloCertificates> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private SiloIdentity? good;
    private long? said;

    /// <summary>How long the certificate in use is valid yet.</summary>
    public TimeSpan TimeLeft => Latest().Own.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime;

    private string Certificate => Path.Combine(folder, "tls.crt");

    /// <summary>
    /// What is in the folder; where that cannot be used, what was there before. A Secret that is emptied, half written or of the wrong authority so does not part replicas
    /// that run; it is named once a minute.
    /// </summary>
    /// <exception cref="ValidationException">It cannot be used and nothing was there before; the message names file and cause.</exception>
    public SiloIdentity Latest()
    {
        lock (gate)
        {
            try
            {
                (good, said) = (Require(), null);
            }
            catch (ValidationException e) when (good is not null)
            {
                if (said is not { } at || time.GetElapsedTime(at) >= Interval)
                {
                    said = time.GetTimestamp();
                    logger.CertificatesRefused(e.Message);
                }
            }

            return good;
        }
    }

    /// <summary>What is in the folder, where a replica could talk to its like with it.</summary>
    /// <exception cref="ValidationException">It could not; the message names file and cause.</exception>
    public SiloIdentity Require()
    {
        var identity = Read();
        if (identity.Own.NotAfter.ToUniversalTime() <= time.GetUtcNow().UtcDateTime)
            throw new ValidationException($"the certificate {Certificate} expired at {identity.Own.NotAfter.ToUniversalTime():u}: renew the Secret");
        if (identity.Names.IsEmpty)
            throw new ValidationException($"the certificate {Certificate} has no DNS name: replicas know each other by it. Issue one for the headless Service");
        if (identity.RefusalOf(identity.Own) is { } refusal)
            throw new ValidationException($"the certificate {Certificate} would be refused by this replica itself: {refusal}. Put the authority that issued it into ca.crt");
        return identity;
    }

    private SiloIdentity Read()
    {
        var own = Part("tls.crt", path => X509Certificate2.CreateFromPem(File.ReadAllText(path)));
        var keyed = Part("tls.key", path => X509Certificate2.CreateFromPem(own.ExportCertificatePem(), File.ReadAllText(path)));
        var authorities = Part("ca.crt", All);
        return new(keyed, authorities, [.. keyed.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames())])
        {
            Intermediates = [.. Part("tls.crt", All).Skip(1)],
        };
    }

    private static X509Certificate2Collection All(string path)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(path);
        return certificates.Count > 0 ? certificates : throw new CryptographicException("it has no certificate");
    }

    private T Part<T>(string file, Func<string, T> read)
    {
        try
        {
            return read(Path.Combine(folder, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException or NotSupportedException)
        {
            throw new ValidationException($"{file} in {folder} cannot be used ({e.Message.TrimEnd('.')}): tls.crt, tls.key and ca.crt are expected there, in PEM", e);
        }
    }
}
