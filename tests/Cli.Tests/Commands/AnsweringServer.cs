using System.Net;
using System.Text;
using LocalKubernetes;

namespace NetpolOrleans.Cli.Tests.Commands;

/// <summary>A server that answers each path with a text, and anything else with a Status.</summary>
internal sealed class AnsweringServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly HeldPort port = new();
    private readonly IReadOnlyDictionary<string, (int Code, string Body)> answers;
    private readonly (int Code, string Body) otherwise;

    public AnsweringServer(IReadOnlyDictionary<string, (int Code, string Body)> answers)
        : this(answers, 404, "NotFound")
    {
    }

    private AnsweringServer(IReadOnlyDictionary<string, (int Code, string Body)> answers, int code, string reason)
    {
        this.answers = answers;
        otherwise = (code, $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"{{reason}}","code":{{code}}}""");
        Url = $"http://127.0.0.1:{port.Number}";
        Kubeconfig = $$"""
            apiVersion: v1
            kind: Config
            current-context: it
            clusters: [{name: it, cluster: {server: "{{Url}}" } }]
            users: [{name: me, user: {token: secret} }]
            contexts: [{name: it, context: {cluster: it, user: me} }]
            """;
        listener.Prefixes.Add(Url + "/");
        listener.Start();
        _ = AnswerAsync();
    }

    public string Url { get; }

    public string Kubeconfig { get; }

    /// <summary>An API server that forbids everything.</summary>
    public static AnsweringServer Forbidding() => new(new Dictionary<string, (int, string)>(), 403, "Forbidden");

    public void Dispose()
    {
        listener.Close();
        port.Dispose();
    }

    private async Task AnswerAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                var (code, body) = answers.GetValueOrDefault(Uri.UnescapeDataString(context.Request.Url!.AbsolutePath), otherwise);
                context.Response.StatusCode = code;
                context.Response.ContentType = "application/json";
                context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: false);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return; // closed
            }
        }
    }
}
