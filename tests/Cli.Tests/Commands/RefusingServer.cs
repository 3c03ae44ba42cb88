using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NetpolOrleans.Cli.Tests.Commands;

/// <summary>An API server that forbids everything.</summary>
internal sealed class RefusingServer : IDisposable
{
    private readonly HttpListener listener = new();

    public RefusingServer()
    {
        var port = FreePort();
        Kubeconfig = $$"""
            apiVersion: v1
            kind: Config
            current-context: it
            clusters: [{name: it, cluster: {server: "http://127.0.0.1:{{port}}" } }]
            users: [{name: me, user: {token: secret} }]
            contexts: [{name: it, context: {cluster: it, user: me} }]
            """;
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        _ = AnswerAsync();
    }

    public string Kubeconfig { get; }

    public void Dispose() => listener.Close();

    private async Task AnswerAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                context.Response.StatusCode = 403;
                context.Response.ContentType = "application/json";
                context.Response.Close(Encoding.UTF8.GetBytes("""{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","code":403}"""), willBlock: false);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return; // closed
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
