namespace LocalKubernetes.Generation;

/// <summary>A workload with a Service that others can name.</summary>
internal sealed record GeneratedServer(string Namespace, string Name, int Port)
{
    public string HostFrom(string scope) => scope == Namespace ? Name : $"{Name}.{Namespace}";

    public string Qualified => $"{Name}.{Namespace}.svc.cluster.local";
}
