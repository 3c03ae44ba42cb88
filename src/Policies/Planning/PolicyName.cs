using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.Planning;

/// <summary>The deterministic names of our policies: <c>deployment-backend</c>, and <c>deployment-backend-1f3a9c2e-2</c> for a second part.</summary>
public static class PolicyName
{
    private const int MaxLength = 253;

    /// <summary>
    /// The name of a workload's policy: a DNS-1123 subdomain of at most 253 characters. Kinds have no dash, so two workloads
    /// of one name and different kinds never share one; a name that had to be cut, and every further part, carries a hash of
    /// the whole key, so that it cannot be another workload's first part by accident.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="part">1 for the first policy, 2 and up for the further parts of a policy with too many peers.</param>
    public static ObjectName Of(WorkloadKey workload, int part = 1)
    {
        var name = $"{workload.Kind.ToLowerInvariant()}-{workload.Name}";
        var suffix = part > 1 ? string.Create(CultureInfo.InvariantCulture, $"-{Hash(workload)}-{part}")
            : name.Length > MaxLength ? $"-{Hash(workload)}"
            : "";
        var room = MaxLength - suffix.Length;
        var stem = name.Length > room ? name[..room].TrimEnd('-', '.') : name;
        return new(workload.Namespace, stem + suffix);
    }

    private static string Hash(WorkloadKey workload) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{workload.Kind}/{workload.Name}")).AsSpan(0, 4));
}
