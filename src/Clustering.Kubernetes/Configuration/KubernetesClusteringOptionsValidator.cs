using Microsoft.Extensions.Options;

namespace NetpolOrleans.Clustering.Kubernetes;

[OptionsValidator]
internal sealed partial class KubernetesClusteringOptionsValidator : IValidateOptions<KubernetesClusteringOptions>;
