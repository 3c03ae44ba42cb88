using System.ComponentModel.DataAnnotations;
using System.Net;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>Accepts null and any IPv4 or IPv6 address that another silo can connect to.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IpAddressAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) =>
        value is null || (value is string text && IPAddress.TryParse(text, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any));

    public override string FormatErrorMessage(string name) => $"{name} must be an IPv4 or IPv6 address that other silos can connect to";
}
