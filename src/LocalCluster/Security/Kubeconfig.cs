using System.Text;

namespace LocalKubernetes.Security;

/// <summary>The text of a kubeconfig and its file, readable by its owner only.</summary>
internal static class Kubeconfig
{
    public static string For(Uri server, string caPem, string user, string token, string? scope = null) => $"""
        apiVersion: v1
        kind: Config
        clusters:
        - name: local
          cluster:
            server: {server.GetLeftPart(UriPartial.Authority)}
            certificate-authority-data: {Convert.ToBase64String(Encoding.ASCII.GetBytes(caPem))}
        users:
        - name: {user}
          user:
            token: {token}
        contexts:
        - name: local
          context:
            cluster: local
            user: {user}
            namespace: {scope ?? "default"}
        current-context: local

        """;

    public static async Task WriteAsync(string path, string text, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await file.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
    }
}
