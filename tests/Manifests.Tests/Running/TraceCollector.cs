using System.Collections.Concurrent;
using System.Net;
using System.Text;
using LocalKubernetes;

namespace NetpolOrleans.Manifests.Tests.Running;

/// <summary>An OTLP collector, as far as a test needs one: it keeps the spans, and counts which signals came.</summary>
internal sealed class TraceCollector : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly HeldPort port = new();
    private readonly ConcurrentQueue<Span> spans = new();
    private readonly ConcurrentDictionary<string, int> signals = new();
    private readonly Task serving;

    public TraceCollector()
    {
        Address = $"http://127.0.0.1:{port.Number}";
        listener.Prefixes.Add(Address + "/");
        listener.Start();
        serving = ServeAsync();
    }

    public string Address { get; }

    public IReadOnlyCollection<Span> Spans => spans;

    public bool Has(string signal) => signals.ContainsKey(signal);

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        listener.Close();
        port.Dispose();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                await AnswerAsync(await listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // Stopped, or a request that came to nothing.
            }
        }
    }

    /// <summary>Takes a request; one whose sender ends amid it is none.</summary>
    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            if (body.Length < context.Request.ContentLength64) return;
            var path = context.Request.Url!.AbsolutePath;
            signals.AddOrUpdate(path, 1, (_, count) => count + 1);
            if (path == "/v1/traces") Take(body.ToArray());
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or IOException)
        {
            context.Response.Abort();
        }
    }

    /// <summary>ExportTraceServiceRequest: resource_spans (1) has scope_spans (2) has spans (2): trace (1), id (2), parent (4), name (5).</summary>
    private void Take(byte[] request)
    {
        foreach (var resource in Of(request, 1))
            foreach (var scope in Of(resource, 2))
                foreach (var span in Of(scope, 2))
                {
                    var fields = Protobuf.Fields(span).ToLookup(each => each.Field, each => each.Value);
                    spans.Enqueue(new(Hex(fields[1]), Hex(fields[2]), Hex(fields[4]), Encoding.UTF8.GetString(fields[5].First())));
                }
    }

    private static IEnumerable<byte[]> Of(byte[] message, int field) => Protobuf.Fields(message).Where(each => each.Field == field).Select(each => each.Value);

    private static string Hex(IEnumerable<byte[]> value) => Convert.ToHexStringLower(value.FirstOrDefault() ?? []);
}
