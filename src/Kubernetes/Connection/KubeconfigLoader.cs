using System.Security.Cryptography;
using k8s;
using k8s.Exceptions;
using YamlDotNet.Core;

namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>Turns a <see cref="KubeconfigSource"/> into the client library's configuration.</summary>
internal static class KubeconfigLoader
{
    private const string TokenPath = "/var/run/secrets/kubernetes.io/serviceaccount/token";

    public static KubernetesClientConfiguration Load(ConnectionOptions options, TimeProvider time)
    {
        var source = KubeconfigSource.Find(
            options.Kubeconfig, Environment.GetEnvironmentVariable, File.Exists, KubernetesClientConfiguration.IsInCluster());
        var place = source.IsInCluster ? "of the ServiceAccount" : string.Join(Path.PathSeparator, source.Files);
        try
        {
            return source.IsInCluster ? InCluster(time) : FromFiles(source, options.Context, time);
        }
        catch (Exception e) when (e is KubeConfigException or YamlException or FormatException or CryptographicException or IOException
            or UnauthorizedAccessException or ArgumentException or UriFormatException or InvalidOperationException or NullReferenceException)
        {
            throw new KubeconfigException(place, FirstSentence(e), "Correct the file, or name another with --kubeconfig or KUBECONFIG", e);
        }
    }

    private static KubernetesClientConfiguration InCluster(TimeProvider time)
    {
        var configuration = KubernetesClientConfiguration.InClusterConfig();
        configuration.TokenProvider = new TokenFile(TokenPath, time);
        return configuration;
    }

    private static KubernetesClientConfiguration FromFiles(KubeconfigSource source, string? context, TimeProvider time)
    {
        var files = source.Files.Select(KubeconfigFile.Read).ToList();
        var merged = KubeconfigFile.Merge(files);
        var chosen = context ?? merged.CurrentContext;
        if (string.IsNullOrEmpty(chosen)) throw new KubeConfigException("no current-context is set, and no context was named");

        var user = merged.Contexts.FirstOrDefault(c => c.Name == chosen)?.ContextDetails?.User;
        var tokenFile = user is null ? null : files.Select(file => file.TokenFiles.GetValueOrDefault(user)).FirstOrDefault(path => path is not null);
        if (tokenFile is not null && merged.Users.First(u => u.Name == user).UserCredentials is { } credentials && string.IsNullOrEmpty(credentials.Token))
            credentials.Token = File.ReadAllText(tokenFile).Trim();
        else
            tokenFile = null;

        var configuration = KubernetesClientConfiguration.BuildConfigFromConfigObject(merged, chosen);
        if (tokenFile is not null) configuration.TokenProvider = new TokenFile(tokenFile, time);
        return configuration;
    }

    private static string FirstSentence(Exception e) => e switch
    {
        YamlException yaml => $"no valid YAML at line {yaml.Start.Line}: {yaml.Message}",
        NullReferenceException => "a section or a name is missing",
        FormatException => "certificate or key data is no base64",
        _ => e.Message.TrimEnd('.', '\n'),
    };
}
