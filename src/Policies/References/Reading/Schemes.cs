namespace NetpolOrleans.Policies.References.Reading;

/// <summary>What a URL's scheme says about the part behind <c>://</c>.</summary>
internal static class Schemes
{
    // Buckets, files, images, identities and in-process transports: what follows is no host, even where a Service has that name.
    private static readonly string[] WithoutHost =
    [
        "file", "unix", "http+unix", "npipe", "classpath", "resource", "jar", "data", "about", "chrome", "chrome-extension",
        "s3", "s3a", "s3n", "gs", "gcs", "abfs", "abfss", "wasb", "wasbs", "azblob", "azure", "blob", "r2", "b2", "swift",
        "docker", "docker-pullable", "oci", "containerd", "cri-o", "image", "arn", "urn", "spiffe", "pkcs11", "ssm", "awskms", "gcpkms",
        "azurekms", "hashivault", "secret", "env", "inproc", "inmemory", "memory", "mem", "vm", "null", "stdout", "exec", "embedded", "sqlite", "sqlite3",
        "pod", "configmap", "k8s",
    ];

    /// <summary>Whether hosts follow.</summary>
    public static bool HasHost(ReadOnlySpan<char> scheme) => !Contains(WithoutHost, scheme);

    /// <summary>Whether the scheme names a gRPC resolver, which has the host behind an empty authority.</summary>
    public static bool IsResolver(ReadOnlySpan<char> scheme) => Contains(["dns", "passthrough", "xds", "dns4", "dns6"], scheme);

    private static bool Contains(string[] schemes, ReadOnlySpan<char> scheme)
    {
        foreach (var known in schemes)
            if (scheme.Equals(known, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
