using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using SiloOptions = NetpolOrleans.Silo.Configuration.SiloOptions;

namespace NetpolOrleans.Silo.Tls;

/// <summary>Adds mutual TLS between replicas where the operator wants it.</summary>
public static class TlsSetup
{
    private static readonly Meter Meter = new("NetpolOrleans.Silo");

    /// <summary>Secures the silo's port with the certificates of <see cref="SiloOptions.TlsFolder"/>.</summary>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">They cannot be used.</exception>
    public static void AddMutualTls(this IServiceCollection services, SiloOptions options)
    {
        if (options.TlsFolder is not { } folder) return;
        var certificates = new SiloCertificates(folder, TimeProvider.System);
        certificates.Require();
        services.AddSingleton(certificates);
        services.AddSingleton<IConfigureOptions<SiloConnectionOptions>, MutualTls>();
        Meter.CreateObservableGauge("netpol.tls.certificate_expiry", () => (certificates.Expiry - TimeProvider.System.GetUtcNow()).TotalSeconds, "s", "Time until the certificate of the replicas' port ends");
    }
}
