using k8s;
using k8s.KubeConfigModels;
using YamlDotNet.RepresentationModel;

namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>
/// One kubeconfig file with its relative paths made absolute. The client library resolves those of merged files against the
/// first one's folder, and knows no <c>tokenFile</c>.
/// </summary>
/// <param name="Content">What the client library reads.</param>
/// <param name="TokenFiles">The users' token files, by user.</param>
internal sealed record KubeconfigFile(K8SConfiguration Content, IReadOnlyDictionary<string, string> TokenFiles)
{
    public static KubeconfigFile Read(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var text = File.ReadAllText(path);
        var content = KubernetesYaml.Deserialize<K8SConfiguration>(text)
            ?? throw new k8s.Exceptions.KubeConfigException("the file is empty");
        foreach (var cluster in content.Clusters ?? [])
            if (cluster.ClusterEndpoint is { } endpoint) endpoint.CertificateAuthority = Absolute(folder, endpoint.CertificateAuthority);
        foreach (var user in content.Users ?? [])
        {
            if (user.UserCredentials is not { } credentials) continue;
            credentials.ClientCertificate = Absolute(folder, credentials.ClientCertificate);
            credentials.ClientKey = Absolute(folder, credentials.ClientKey);
        }
        return new(content, ReadTokenFiles(text, folder));
    }

    /// <summary>Merges as kubectl does: the first file that names a cluster, user or context wins, also for the current one.</summary>
    public static K8SConfiguration Merge(IReadOnlyList<KubeconfigFile> files) => new()
    {
        CurrentContext = files.Select(file => file.Content.CurrentContext).FirstOrDefault(name => !string.IsNullOrEmpty(name)),
        Clusters = files.SelectMany(file => file.Content.Clusters ?? []).DistinctBy(cluster => cluster.Name).ToList(),
        Users = files.SelectMany(file => file.Content.Users ?? []).DistinctBy(user => user.Name).ToList(),
        Contexts = files.SelectMany(file => file.Content.Contexts ?? []).DistinctBy(context => context.Name).ToList(),
    };

    private static string? Absolute(string folder, string? path) => string.IsNullOrEmpty(path) ? path : Path.Combine(folder, path);

    private static Dictionary<string, string> ReadTokenFiles(string text, string folder)
    {
        var found = new Dictionary<string, string>();
        var yaml = new YamlStream();
        using var reader = new StringReader(text);
        yaml.Load(reader);
        if (Child(yaml.Documents.FirstOrDefault()?.RootNode, "users") is not YamlSequenceNode users) return found;
        foreach (var user in users)
        {
            if (Child(user, "name") is YamlScalarNode { Value: { } name } && Child(Child(user, "user"), "tokenFile") is YamlScalarNode { Value: { Length: > 0 } file })
                found.TryAdd(name, Path.Combine(folder, file));
        }
        return found;
    }

    private static YamlNode? Child(YamlNode? node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;
}
