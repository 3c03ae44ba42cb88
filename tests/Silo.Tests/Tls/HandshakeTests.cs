using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NetpolOrleans.Silo.Tls;
using Orleans.Configuration;

namespace NetpolOrleans.Silo.Tests.Tls;

public sealed class HandshakeTests : IDisposable
{
    private readonly DirectoryInfo here = Directory.CreateTempSubdirectory("netpol-here-"), there = Directory.CreateTempSubdirectory("netpol-there-");
    private readonly TestAuthority authority = new(TimeProvider.System.GetUtcNow()), other = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Two_of_one_authority_and_name_understand_each_other()
    {
        authority.Write(here.FullName, "silo.test");
        authority.Write(there.FullName, "silo.test");

        Assert.Equal("hello", await TalkAsync());
    }

    [Fact]
    public async Task An_authority_may_sign_by_another_one_in_between()
    {
        using var between = new TestAuthority(TimeProvider.System.GetUtcNow(), authority);
        between.Write(here.FullName, "silo.test");
        authority.Write(there.FullName, "silo.test");

        Assert.Equal("hello", await TalkAsync());
    }

    [Fact]
    public async Task A_change_of_the_authority_goes_by_both_of_them_and_needs_no_restart()
    {
        authority.Write(here.FullName, "silo.test");
        authority.Write(there.FullName, "silo.test");
        foreach (var folder in new[] { here, there }) await TrustAsync(folder, authority, other);
        var withBoth = await TalkAsync();
        other.Write(there.FullName, "silo.test");
        await TrustAsync(there, authority, other);
        var halfway = await TalkAsync();
        other.Write(here.FullName, "silo.test");
        await TrustAsync(there, other);
        var afterwards = await TalkAsync();
        authority.Write(here.FullName, "silo.test");

        Assert.Equal(["hello", "hello", "hello"], [withBoth, halfway, afterwards]);
        Assert.Null(await TalkAsync());
    }

    [Fact]
    public async Task An_authority_in_between_may_be_all_that_is_trusted()
    {
        using var between = new TestAuthority(TimeProvider.System.GetUtcNow(), authority);
        foreach (var folder in new[] { here, there })
        {
            between.Write(folder.FullName, "silo.test");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "ca.crt"), between.Certificate, TestContext.Current.CancellationToken);
        }

        Assert.Equal("hello", await TalkAsync());
    }

    [Fact]
    public async Task An_authority_of_the_same_name_as_one_in_between_is_refused()
    {
        using var between = new TestAuthority(TimeProvider.System.GetUtcNow(), authority);
        using var impostor = new TestAuthority(TimeProvider.System.GetUtcNow(), other, between.Subject);
        between.Write(here.FullName, "silo.test");
        await File.WriteAllTextAsync(Path.Combine(here.FullName, "ca.crt"), between.Certificate, TestContext.Current.CancellationToken);
        impostor.Write(there.FullName, "silo.test");
        await TrustAsync(there, other, authority);

        Assert.Null(await TalkAsync());
    }

    [Fact]
    public async Task One_of_another_authority_is_refused()
    {
        authority.Write(here.FullName, "silo.test");
        other.Write(there.FullName, "silo.test");

        Assert.Null(await TalkAsync());
    }

    [Fact]
    public async Task One_of_the_same_authority_that_is_no_replica_is_refused()
    {
        authority.Write(here.FullName, "silo.test");
        authority.Write(there.FullName, "payroll.test");

        Assert.Null(await TalkAsync());
    }

    public void Dispose()
    {
        authority.Dispose();
        other.Dispose();
        here.Delete(recursive: true);
        there.Delete(recursive: true);
    }

    private static Task TrustAsync(DirectoryInfo folder, params TestAuthority[] authorities) =>
        File.WriteAllTextAsync(Path.Combine(folder.FullName, "ca.crt"), string.Join('\n', authorities.Select(each => each.Root)), TestContext.Current.CancellationToken);

    /// <summary>What the server hears of a client's word; null where they do not come together.</summary>
    private async Task<string?> TalkAsync()
    {
        Pipe toServer = new(), toClient = new();
        var server = new DefaultConnectionContext("server", new Ends(toServer.Reader, toClient.Writer), new Ends(toClient.Reader, toServer.Writer)) { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 1) };
        var client = new DefaultConnectionContext("client", new Ends(toClient.Reader, toServer.Writer), new Ends(toServer.Reader, toClient.Writer)) { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 2) };
        string? heard = null;
        var serving = CloseAfterAsync(Build(here.FullName, inbound: true, async context =>
        {
            var read = await context.Transport.Input.ReadAsync(TestContext.Current.CancellationToken);
            heard = Encoding.UTF8.GetString(read.Buffer);
        })(server), toClient.Writer, toServer.Reader);
        var calling = CloseAfterAsync(Build(there.FullName, inbound: false, async context =>
        {
            await context.Transport.Output.WriteAsync("hello"u8.ToArray(), TestContext.Current.CancellationToken);
            await context.Transport.Output.FlushAsync(TestContext.Current.CancellationToken);
        })(client), toServer.Writer, toClient.Reader);
        await Task.WhenAll(serving, calling);
        return heard is { Length: > 0 } ? heard : null;
    }

    private static async Task CloseAfterAsync(Task connection, PipeWriter writer, PipeReader reader)
    {
        await connection;
        await writer.CompleteAsync();
        await reader.CompleteAsync();
    }

    private static ConnectionDelegate Build(string folder, bool inbound, ConnectionDelegate application)
    {
        var options = new SiloConnectionOptions();
        new MutualTls(new SiloCertificates(folder, TimeProvider.System, NullLogger<SiloCertificates>.Instance), TimeProvider.System, NullLogger<MutualTls>.Instance).Configure(options);
        var builder = new ConnectionBuilder(new ServiceCollection().BuildServiceProvider());
        if (inbound) ((SiloConnectionOptions.ISiloConnectionBuilderOptions)options).ConfigureSiloInboundBuilder(builder);
        else ((SiloConnectionOptions.ISiloConnectionBuilderOptions)options).ConfigureSiloOutboundBuilder(builder);
        builder.Use(_ => application);
        return builder.Build();
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
