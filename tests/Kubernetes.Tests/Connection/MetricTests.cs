using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Tests.Connection;

/// <summary>Counters tell what happened; each test has a kind of its own, so that others that run beside it do not count.</summary>
public sealed class MetricTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_request_is_counted_by_verb_resource_code_and_cause()
    {
        using var metered = new Metered();
        using var server = new ScriptedServer();
        using var connection = server.Connect(new TestClock());
        var kind = new ResourceKind("", "v1", "metered", "Metered");

        foreach (var code in (int[])[201, 409])
        {
            var call = connection.CallAsync(new("create", kind, "shop") { Cause = "apply" }, Ct);
            (await server.NextAsync()).Reply(code, "{}");
            (await call.Within()).Dispose();
        }
        var lost = connection.CallAsync(new("get", kind, "shop", "a"), Ct);
        (await server.NextAsync()).Break();
        await Assert.ThrowsAsync<UnreachableException>(() => lost.Within());

        Assert.Equal(1, metered["rest_client_requests", "verb=create resource=metered code=201 cause=apply"]);
        Assert.Equal(1, metered["rest_client_requests", "verb=create resource=metered code=409 cause=apply"]);
        Assert.Equal(1, metered["rest_client_requests", "verb=get resource=metered code=0 cause=lookup"]);
    }

    [Theory]
    [InlineData(SetAsideReason.TooDeep)]
    [InlineData(SetAsideReason.InvalidUtf8)]
    [InlineData(SetAsideReason.TooManyEntries)]
    [InlineData(SetAsideReason.WrongKind)]
    [InlineData(SetAsideReason.Malformed)]
    [InlineData(SetAsideReason.TooLarge)]
    public async Task An_object_that_cannot_be_used_is_counted_by_its_reason_and_the_stream_goes_on(SetAsideReason reason)
    {
        using var metered = new Metered();
        using var server = new ScriptedServer();
        using var connection = server.Connect(new TestClock());
        using var stopping = new CancellationTokenSource();
        var kind = new ResourceKind("", "v1", $"bad-{reason}", "ConfigMap");
        var consumer = new RecordingConsumer<ConfigMap>();
        var reflector = new Reflector<ConfigMap>(
            connection, new(kind, "shop"), Projectors.ConfigMap, consumer.TakeAsync, null, new() { StreamingLists = false, MaxLineBytes = 1 << 20, Random = () => 0 });
        var running = reflector.RunAsync(stopping.Token);
        (await server.NextAsync()).Reply(200, Support.Wire.List("5", null));
        var watch = (await server.NextAsync()).Stream();

        await watch.WriteAsync(Bad(reason));
        await watch.AddedAsync(Support.Wire.ConfigMap("good", "7"));

        Assert.Equal("+good", await consumer.NextAsync());
        Assert.Equal(1, metered["reflector_objects_set_aside", $"kind={kind} reason={reason}"]);
        Assert.StartsWith($"{reason}: ", reflector.Status.SetAside[new("shop", "bad")], StringComparison.Ordinal);
        Assert.True(server.IsQuiet);
        await stopping.CancelAsync();
        await running.Within();
    }

    private static byte[] Bad(SetAsideReason reason)
    {
        var data = reason switch
        {
            SetAsideReason.TooDeep => $"{{}},\"deep\":{string.Concat(Enumerable.Repeat("{\"a\":", 70))}1{new string('}', 70)}",
            SetAsideReason.InvalidUtf8 => "{\"key\":\"\u00ff\"}",
            SetAsideReason.TooManyEntries => $"{{{string.Join(',', Enumerable.Range(0, 20_001).Select(i => $"\"k{i}\":\"\""))}}}",
            SetAsideReason.Malformed => "[]",
            SetAsideReason.TooLarge => $"{{\"key\":\"{new string('x', 2 << 20)}\"}}",
            _ => "{}",
        };
        var kind = reason == SetAsideReason.WrongKind ? "Secret" : "ConfigMap";
        var line = $$"""{"type":"ADDED","object":{"kind":"{{kind}}","metadata":{"name":"bad","namespace":"shop","resourceVersion":"6"},"data":{{data}} } }""" + "\n";
        return System.Text.Encoding.Latin1.GetBytes(line); // in which ÿ is a byte that UTF-8 does not have
    }
}
