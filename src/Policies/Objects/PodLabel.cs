using System.Security.Cryptography;
using System.Text;

namespace NetpolOrleans.Policies.Objects;

/// <summary>The one label that we put on Pods, where the operator lets us: by it a Pod that has none, and no controller, can be selected.</summary>
public static class PodLabel
{
    /// <summary>The label's key.</summary>
    public const string Key = Annotations.Prefix + "pod";

    /// <summary>The label's value for one Pod of one installation: another Pod of the same name has another.</summary>
    public static string ValueOf(string instance, ObjectName pod, string uid) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{instance}/{pod}/{uid}")).AsSpan(0, 8));
}
