using System.ComponentModel.DataAnnotations;

namespace NetpolOrleans.Silo.Telemetry;

/// <summary>Where telemetry is sent to.</summary>
internal static class OtlpEndpoint
{
    private const string Sampler = "OTEL_TRACES_SAMPLER";

    private static readonly string[] Samplers =
        ["always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"];

    private const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT", Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>Whether it is sent at all.</summary>
    /// <exception cref="ValidationException">The address is none: OpenTelemetry would quietly send to localhost instead.</exception>
    public static bool IsSet(IConfiguration configuration)
    {
        if (configuration[Variable] is not { Length: > 0 } text) return false;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new ValidationException($"{Variable} cannot be \"{text}\": an address such as http://collector.monitoring:4317 is expected");
        if (configuration[Protocol] is { Length: > 0 } protocol && protocol is not ("grpc" or "http/protobuf"))
            throw new ValidationException($"{Protocol} cannot be \"{protocol}\": grpc or http/protobuf is expected");
        if (configuration[Sampler] is { Length: > 0 } sampler && !Samplers.Contains(sampler))
            throw new ValidationException($"{Sampler} cannot be \"{sampler}\": one of {string.Join(", ", Samplers)} is expected");
        return true;
    }
}
