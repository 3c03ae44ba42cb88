using Microsoft.Extensions.Options;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>Fills what the options leave open from the environment that the pod's manifest sets.</summary>
internal sealed class DownwardApi(Func<string, string?> environment) : IPostConfigureOptions<KubernetesClusteringOptions>
{
    private const string ServiceAccountNamespace = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";

    public DownwardApi() : this(Environment.GetEnvironmentVariable) { }

    public void PostConfigure(string? name, KubernetesClusteringOptions options)
    {
        options.PodName ??= Value("POD_NAME");
        options.PodUid ??= Value("POD_UID");
        options.PodIP ??= Value("POD_IP");
        options.Namespace ??= Value("POD_NAMESPACE") ?? NamespaceOfServiceAccount();
        options.SiloName ??= options.PodName ?? Environment.MachineName;
        options.ServiceId ??= options.ClusterId;
    }

    private string? Value(string variable) => environment(variable) is { Length: > 0 } value ? value : null;

    private static string? NamespaceOfServiceAccount() =>
        File.Exists(ServiceAccountNamespace) ? File.ReadAllText(ServiceAccountNamespace).Trim() : null;
}
