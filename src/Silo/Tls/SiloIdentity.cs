using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Silo.Tls;

/// <summary>Who a replica is to the others, and whom it takes for one of them.</summary>
/// <param name="Own">Its certificate with the key.</param>
/// <param name="Authorities">The authorities that may vouch for others.</param>
/// <param name="Names">The certificate's DNS names.</param>
public sealed record SiloIdentity(X509Certificate2 Own, X509Certificate2Collection Authorities, ValueList<string> Names)
{
    /// <summary>What stands between its certificate and the authority, where that signs by intermediates: it is shown to peers.</summary>
    public X509Certificate2Collection Intermediates { get; init; } = [];

    /// <summary>Its certificate as peers see it.</summary>
    public SslStreamCertificateContext Shown => SslStreamCertificateContext.Create(Own, Intermediates, offline: true);

    /// <summary>Trust in these authorities, and in no other of the system.</summary>
    public X509ChainPolicy Trust()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(Authorities);
        return policy;
    }

    /// <summary>Why a certificate would be no replica's, judged here and now.</summary>
    public string? RefusalOf(X509Certificate2 certificate)
    {
        using var chain = new X509Chain { ChainPolicy = Trust() };
        chain.ChainPolicy.ExtraStore.AddRange(Intermediates);
        return Refusal(certificate, chain, chain.Build(certificate) ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateChainErrors);
    }

    /// <summary>
    /// Whether a peer is a replica: vouched for by our authority, and named as we are. An authority that signs for others too, as a
    /// company's does, makes none of them a replica.
    /// </summary>
    /// <param name="certificate">What the peer showed.</param>
    /// <param name="chain">The way from it to the authority.</param>
    /// <param name="errors">What is wrong with that; the name is judged here.</param>
    public string? Refusal(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate is not X509Certificate2 peer ? "it shows no certificate"
        : errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && !EndsAtAuthority(chain) ? Fault(peer, chain)
        : !Names.Any(name => peer.MatchesHostname(name, allowWildcards: false, allowCommonName: false)) ? $"its certificate is not for {string.Join(" or ", Names)}"
        : null;

    /// <summary>
    /// An authority of <c>ca.crt</c> may be an intermediate, as cert-manager writes it where the root is not known: .NET calls the chain that ends there a partial one, and
    /// has checked it otherwise.
    /// </summary>
    private bool EndsAtAuthority(X509Chain? chain) =>
        chain is { ChainStatus: [{ Status: X509ChainStatusFlags.PartialChain }], ChainElements: [_, .., var last] }
        && Authorities.Any(authority => authority.RawDataMemory.Span.SequenceEqual(last.Certificate.RawDataMemory.Span));

    private static string Fault(X509Certificate2 peer, X509Chain? chain)
    {
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, each) => all | each.Status) ?? X509ChainStatusFlags.NoError;
        return status.HasFlag(X509ChainStatusFlags.NotTimeValid)
            ? $"its certificate, or its authority's, is out of date (its own is valid from {peer.NotBefore.ToUniversalTime():u} to {peer.NotAfter.ToUniversalTime():u})"
            : $"its certificate is not of our authority ({status})";
    }
}
