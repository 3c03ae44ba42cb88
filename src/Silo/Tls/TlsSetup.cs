using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
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
        new SiloCertificates(folder, TimeProvider.System, NullLogger<SiloCertificates>.Instance).Require();
        services.AddSingleton(provider => Measured(new(folder, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SiloCertificates>>())));
        services.AddSingleton<IConfigureOptions<SiloConnectionOptions>, MutualTls>();
    }

    /// <summary>Reading the gauge reads the folder too: a Secret that cannot be used is named even where no replica connects.</summary>
    private static SiloCertificates Measured(SiloCertificates certificates)
    {
        certificates.Latest(); // later ones that cannot be used leave these
        Meter.CreateObservableGauge("netpol.tls.certificate_expiry", () => certificates.TimeLeft.TotalSeconds, "s", "Time until the certificate of the replicas' port ends");
        return certificates;
    }
}
