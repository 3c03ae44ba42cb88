namespace LocalKubernetes.Generation;

/// <summary>How a workload writes down that it talks to another.</summary>
public enum ReferenceForm
{
    /// <summary>An environment variable with "name:port", or "name.namespace:port" across namespaces.</summary>
    HostAndPort,

    /// <summary>A URL with the fully qualified name.</summary>
    Url,

    /// <summary>A JDBC URL, as databases have it.</summary>
    Jdbc,

    /// <summary>A key=value connection string.</summary>
    ConnectionString,

    /// <summary>Two variables: …_HOST and …_PORT.</summary>
    HostPortPair,

    /// <summary>A list of the same Service twice, as brokers are given.</summary>
    List,

    /// <summary>An argument of the container.</summary>
    Argument,

    /// <summary>A shell loop that waits for the server, in an init container.</summary>
    ShellWords,

    /// <summary>A key of a ConfigMap, taken by valueFrom.</summary>
    ConfigMapKey,

    /// <summary>A whole ConfigMap, taken by envFrom with a prefix.</summary>
    ConfigMapPrefix,

    /// <summary>A file of a mounted ConfigMap.</summary>
    ConfigMapFile,

    /// <summary>A variable that another variable is expanded into.</summary>
    Expansion,
}
