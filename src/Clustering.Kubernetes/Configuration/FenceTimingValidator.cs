using Microsoft.Extensions.Options;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>A fence that closes between two polls would stop every healthy silo's writes.</summary>
internal sealed class FenceTimingValidator : IValidateOptions<KubernetesClusteringOptions>
{
    public ValidateOptionsResult Validate(string? name, KubernetesClusteringOptions options) =>
        options.FenceTimeout >= 2 * options.PollPeriod
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"FenceTimeout ({options.FenceTimeout}) must be at least twice PollPeriod ({options.PollPeriod})");
}
