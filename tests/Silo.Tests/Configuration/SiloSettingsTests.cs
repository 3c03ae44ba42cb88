using System.Collections;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using NetpolOrleans.Policies;
using NetpolOrleans.Silo.Configuration;

namespace NetpolOrleans.Silo.Tests.Configuration;

/// <summary>Nothing that was meant as an option is passed over, and no empty one means something else than it says.</summary>
public sealed class SiloSettingsTests
{
    [Theory]
    [InlineData("NETPOL_MDOE", "NETPOL_MODE is")]
    [InlineData("netpol_mode", "NETPOL_MODE is")]
    [InlineData("NETPOLMODE", "NETPOL_MODE is")]
    [InlineData("NETPOL-MODE", "NETPOL_MODE is")]
    [InlineData("NETPLO_MODE", "NETPOL_MODE is")]
    [InlineData("NEPOL_HTTP_PORT", "NETPOL_HTTP_PORT is")]
    [InlineData("NETPOL_ORLEANS_SERVICE_HOST", "is no option: correct or remove it")]
    public void A_name_that_was_meant_as_an_option_is_named(string variable, string expected)
    {
        var refusal = Assert.Throws<ValidationException>(() => Read((variable, "observe")));

        Assert.Contains($"the variable {variable} is no option", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PATH")]
    [InlineData("NET_MODE")]
    [InlineData("KUBERNETES_SERVICE_HOST")]
    [InlineData("OTEL_SERVICE_NAME")]
    public void Variables_of_others_do_not_count(string variable)
    {
        Assert.Equal(Mode.Enforce, Read((variable, "observe")).Mode);
    }

    [Theory]
    [InlineData("NETPOL_NAMESPACES", "")]
    [InlineData("NETPOL_NAMESPACES", " , ")]
    [InlineData("NETPOL_DNS", "")]
    [InlineData("NETPOL_INSTANCE", "")]
    [InlineData("NETPOL_TLS_FOLDER", "")]
    [InlineData("NETPOL_WORKLOAD_KINDS", ";")]
    [InlineData("NETPOL_MODE", "")]
    [InlineData("NETPOL_SHARDS", "")]
    [InlineData("NETPOL_SHARDS", "0x10")]
    [InlineData("NETPOL_SHARDS", "99999999999")]
    [InlineData("NETPOL_LOCK_MODES", "1")]
    public void A_value_that_says_nothing_is_named(string variable, string value)
    {
        var refusal = Assert.Throws<ValidationException>(() => Read((variable, value)));

        Assert.Contains($"cannot be \"{value}\"", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_namespace_at_all_may_be_excluded()
    {
        Assert.Equal("", Read(("NETPOL_EXCLUDED_NAMESPACES", "")).ExcludedNamespaces);
    }

    [Theory]
    [InlineData("NETPOL_HTTP_PORT", "NETPOL_SILO_PORT", "--http-port and --silo-port cannot both be 9000")]
    [InlineData("NETPOL_SILO_PORT", "NETPOL_GATEWAY_PORT", "--silo-port and --gateway-port cannot both be 9000")]
    public void Two_ports_cannot_be_one(string one, string other, string expected)
    {
        Assert.Contains(expected, Assert.Throws<ValidationException>(() => Read((one, "9000"), (other, "9000"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gateway_is_for_a_replica_alone()
    {
        Assert.Contains("--gateway-port", Assert.Throws<ValidationException>(() => Read(("NETPOL_CLUSTERING", "kubernetes"), ("NETPOL_GATEWAY_PORT", "30000"))).Message, StringComparison.Ordinal);
        Assert.Equal(30000, Read(("NETPOL_GATEWAY_PORT", "30000")).GatewayPort);
    }

    private static SiloOptions Read(params (string Name, string Value)[] variables)
    {
        var environment = new Hashtable();
        foreach (var (name, value) in variables) environment[name] = value;
        return SiloSettings.Read(new ConfigurationBuilder().Build(), environment, new Dictionary<string, string>());
    }
}
