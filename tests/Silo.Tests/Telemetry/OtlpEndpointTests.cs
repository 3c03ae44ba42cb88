using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using NetpolOrleans.Silo.Telemetry;

namespace NetpolOrleans.Silo.Tests.Telemetry;

/// <summary>What OpenTelemetry itself would pass over in silence.</summary>
public sealed class OtlpEndpointTests
{
    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT cannot be \"collector:4317\"")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "grpc or http/protobuf is expected")]
    [InlineData("OTEL_TRACES_SAMPLER", "sometimes", "always_on, always_off")]
    public void A_wrong_value_is_named_with_what_is_expected(string variable, string value, string expected)
    {
        var configuration = Of(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317"), (variable, value));

        Assert.Contains(expected, Assert.Throws<ValidationException>(() => OtlpEndpoint.IsSet(configuration)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_address_nothing_is_sent()
    {
        Assert.False(OtlpEndpoint.IsSet(Of()));
        Assert.True(OtlpEndpoint.IsSet(Of(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317"), ("OTEL_TRACES_SAMPLER", "parentbased_traceidratio"))));
    }

    private static IConfiguration Of(params (string Name, string Value)[] variables) =>
        new ConfigurationBuilder().AddInMemoryCollection(variables.Select(each => KeyValuePair.Create(each.Name, (string?)each.Value)).GroupBy(each => each.Key).Select(each => each.Last())).Build();
}
