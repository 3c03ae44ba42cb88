using System.ComponentModel.DataAnnotations;

namespace NetpolOrleans.Silo.Telemetry;

/// <summary>
/// The variables of OpenTelemetry. Its library passes over what it cannot read, and sends to localhost what was meant for a mistyped address; so we look first.
/// </summary>
internal static class OtlpVariables
{
    private const string Prefix = "OTEL_", Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT", Disabled = "OTEL_SDK_DISABLED";

    /// <summary>Those that the library reads, as of 1.20.</summary>
    private static readonly OtlpVariable[] Known =
    [
        OtlpVariable.Address(Endpoint),
        OtlpVariable.OneOf("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", "http/protobuf"),
        OtlpVariable.Pairs("OTEL_EXPORTER_OTLP_HEADERS"),
        OtlpVariable.Number("OTEL_EXPORTER_OTLP_TIMEOUT", 1),
        OtlpVariable.OneOf("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip", "none"),
        OtlpVariable.Readable("OTEL_EXPORTER_OTLP_CERTIFICATE"),
        OtlpVariable.Readable("OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE"),
        OtlpVariable.Readable("OTEL_EXPORTER_OTLP_CLIENT_KEY"),
        OtlpVariable.OneOf("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "cumulative", "delta", "lowmemory"),
        OtlpVariable.OneOf("OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION", "explicit_bucket_histogram", "base2_exponential_bucket_histogram"),
        OtlpVariable.Number("OTEL_METRIC_EXPORT_INTERVAL", 1),
        OtlpVariable.Number("OTEL_METRIC_EXPORT_TIMEOUT", 1),
        OtlpVariable.OneOf("OTEL_TRACES_SAMPLER", "always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"),
        OtlpVariable.Ratio("OTEL_TRACES_SAMPLER_ARG"),
        OtlpVariable.Pairs("OTEL_RESOURCE_ATTRIBUTES"),
        OtlpVariable.Text("OTEL_SERVICE_NAME"),
        OtlpVariable.OneOf(Disabled, "true", "false"),
        .. new[] { "BSP", "BLRP" }.SelectMany(batch => new[]
        {
            OtlpVariable.Number($"OTEL_{batch}_SCHEDULE_DELAY", 1), OtlpVariable.Number($"OTEL_{batch}_EXPORT_TIMEOUT", 1),
            OtlpVariable.Number($"OTEL_{batch}_MAX_QUEUE_SIZE", 1), OtlpVariable.Number($"OTEL_{batch}_MAX_EXPORT_BATCH_SIZE", 1),
        }),
        .. new[]
        {
            "ATTRIBUTE_VALUE_LENGTH", "ATTRIBUTE_COUNT", "SPAN_ATTRIBUTE_VALUE_LENGTH", "SPAN_ATTRIBUTE_COUNT", "SPAN_EVENT_COUNT", "SPAN_LINK_COUNT", "EVENT_ATTRIBUTE_COUNT",
            "LINK_ATTRIBUTE_COUNT", "LOGRECORD_ATTRIBUTE_VALUE_LENGTH", "LOGRECORD_ATTRIBUTE_COUNT",
        }.Select(limit => OtlpVariable.Number($"OTEL_{limit}_LIMIT", 0)),
    ];

    /// <summary>Whether telemetry is sent at all.</summary>
    /// <exception cref="ValidationException">One of the variables has a value that it cannot have.</exception>
    public static bool Exports(IConfiguration configuration)
    {
        foreach (var variable in Known)
            if (configuration[variable.Name] is { Length: > 0 } value && !variable.Allows(value))
                throw new ValidationException($"{variable.Name} cannot be \"{(variable.Name.EndsWith("HEADERS", StringComparison.Ordinal) ? "…" : value)}\": {variable.Expected} is expected");
        return configuration[Endpoint] is { Length: > 0 } && !string.Equals(configuration[Disabled], "true", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Variables by which nothing happens: mistyped, or for one kind of telemetry alone, or set while nothing is sent. They do not keep a replica from starting, since
    /// others set such variables too, the OpenTelemetry operator for one.
    /// </summary>
    public static IReadOnlyList<string> Unread(IConfiguration configuration)
    {
        var set = configuration.GetChildren().Where(each => each.Value is { Length: > 0 } && each.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).Select(each => each.Key);
        return [.. set.Where(name => !IsKnown(name) || (IsOfExporter(name) && configuration[Endpoint] is not { Length: > 0 })).Order(StringComparer.Ordinal)];
    }

    private static bool IsKnown(string name) => Known.Any(variable => variable.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool IsOfExporter(string name) => name.StartsWith("OTEL_EXPORTER_", StringComparison.OrdinalIgnoreCase);
}
