using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using NetpolOrleans.Silo.Telemetry;

namespace NetpolOrleans.Silo.Tests.Telemetry;

/// <summary>What OpenTelemetry itself would pass over in silence, or answer with a stack trace.</summary>
public sealed class OtlpVariablesTests
{
    private static readonly (string, string) Endpoint = ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317");

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT cannot be \"collector:4317\"")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "grpc or http/protobuf is expected")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "0", "a whole number above 0 is expected")]
    [InlineData("OTEL_EXPORTER_OTLP_COMPRESSION", "zip", "gzip or none is expected")]
    [InlineData("OTEL_EXPORTER_OTLP_CERTIFICATE", "/nowhere/ca.crt", "OTEL_EXPORTER_OTLP_CERTIFICATE cannot be \"/nowhere/ca.crt\": the path of a file")]
    [InlineData("OTEL_METRIC_EXPORT_INTERVAL", "0", "a whole number above 0 is expected")]
    [InlineData("OTEL_BSP_SCHEDULE_DELAY", "5s", "a whole number above 0 is expected")]
    [InlineData("OTEL_BLRP_MAX_QUEUE_SIZE", "-1", "a whole number above 0 is expected")]
    [InlineData("OTEL_TRACES_SAMPLER", "sometimes", "always_on, always_off")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "10", "a number from 0 to 1 is expected")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES", "production", "key=value")]
    [InlineData("OTEL_SDK_DISABLED", "yes", "true or false is expected")]
    public void A_wrong_value_is_named_with_what_is_expected(string variable, string value, string expected)
    {
        var failure = Assert.Throws<ValidationException>(() => OtlpVariables.Exports(Of(Endpoint, (variable, value))));

        Assert.Contains(variable, failure.Message, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_cannot_be_read_is_named_and_not_shown()
    {
        var failure = Assert.Throws<ValidationException>(() => OtlpVariables.Exports(Of(Endpoint, ("OTEL_EXPORTER_OTLP_HEADERS", "a-secret"))));

        Assert.Contains("OTEL_EXPORTER_OTLP_HEADERS", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Telemetry_is_sent_where_there_is_an_address_and_nobody_forbids_it()
    {
        Assert.False(OtlpVariables.Exports(Of()));
        Assert.True(OtlpVariables.Exports(Of(Endpoint, ("OTEL_TRACES_SAMPLER", "parentbased_traceidratio"), ("OTEL_TRACES_SAMPLER_ARG", "0.1"))));
        Assert.False(OtlpVariables.Exports(Of(Endpoint, ("OTEL_SDK_DISABLED", "true"))));
    }

    [Fact]
    public void Variables_by_which_nothing_happens_are_named()
    {
        Assert.Equal(
            ["OTEL_EXPORTER_OTLP_ENDPONT", "OTEL_EXPORTER_OTLP_PROTOCOL"],
            OtlpVariables.Unread(Of(("OTEL_EXPORTER_OTLP_ENDPONT", "http://collector:4317"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"), ("OTEL_SERVICE_NAME", "netpol"))));
        Assert.Equal(["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"], OtlpVariables.Unread(Of(Endpoint, ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://traces:4317"))));
        Assert.Empty(OtlpVariables.Unread(Of(Endpoint, ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"))));
    }

    private static IConfiguration Of(params (string Name, string Value)[] variables) =>
        new ConfigurationBuilder().AddInMemoryCollection(variables.Select(each => KeyValuePair.Create(each.Name, (string?)each.Value)).GroupBy(each => each.Key).Select(each => each.Last())).Build();
}
