using NetpolOrleans.Grains.Cluster;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Silo.Configuration;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace NetpolOrleans.Silo.Telemetry;

/// <summary>
/// What a replica tells of itself: Prometheus at /metrics always; metrics, traces and logs over OTLP where
/// OTEL_EXPORTER_OTLP_ENDPOINT says where to. The other OTEL_* variables are OpenTelemetry's own.
/// </summary>
public static class TelemetrySetup
{
    private const string Ours = "NetpolOrleans.*", Orleans = "Microsoft.Orleans", GrainCalls = "Microsoft.Orleans.Application";

    /// <summary>Adds the exporters and what they export.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, SiloOptions options)
    {
        var exports = OtlpVariables.Exports(builder.Configuration);
        var services = builder.Services;
        services.AddSingleton<ShardMetrics>();
        services.AddSingleton<LateShardMetrics>();
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => Describe(resource, options)).WithMetrics(metrics => Measure(metrics, exports));
        if (!exports) return;

        telemetry.WithTracing(tracing => tracing.AddSource(Ours, GrainCalls).AddOtlpExporter());
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        services.AddOpenTelemetry().WithLogging(logging => logging.AddOtlpExporter());
        services.AddSingleton<ExportFailures>().AddHostedService(provider => provider.GetRequiredService<ExportFailures>());
    }

    private static void Measure(MeterProviderBuilder metrics, bool exports)
    {
        metrics.AddMeter(Ours, Orleans).AddRuntimeInstrumentation().SetExemplarFilter(ExemplarFilterType.TraceBased).AddPrometheusExporter();
        metrics.AddView(instrument => MetricStreams.Of(instrument.Name));
        if (exports) metrics.AddOtlpExporter();
    }

    private static void Describe(ResourceBuilder resource, SiloOptions options)
    {
        resource.AddService("netpol-orleans", serviceNamespace: options.Instance, serviceVersion: typeof(TelemetrySetup).Assembly.GetName().Version?.ToString(3),
            serviceInstanceId: PodEnvironment.Name ?? Environment.MachineName);
        if (PodEnvironment.Name is { } pod) resource.AddAttributes([new("k8s.pod.name", pod)]);
        if (PodEnvironment.Namespace is { } ns) resource.AddAttributes([new("k8s.namespace.name", ns)]);
        resource.AddEnvironmentVariableDetector(); // the operator's word is the last
    }
}
