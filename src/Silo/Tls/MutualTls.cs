using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace NetpolOrleans.Silo.Tls;

/// <summary>Mutual TLS 1.3 on the port on which replicas talk to each other.</summary>
public sealed class MutualTls(SiloCertificates certificates, TimeProvider time, ILogger<MutualTls> logger) : IConfigureOptions<SiloConnectionOptions>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public void Configure(SiloConnectionOptions options)
    {
        options.ConfigureSiloInboundConnection(connection => connection.Use(next => context => SecureAsync(context, next, AcceptAsync)));
        options.ConfigureSiloOutboundConnection(connection => connection.Use(next => context => SecureAsync(context, next, ConnectAsync)));
    }

    private async Task SecureAsync(ConnectionContext context, ConnectionDelegate next, Func<SslStream, CancellationToken, Task> handshake)
    {
        var plain = context.Transport;
        await using var stream = new SslStream(new DuplexPipeStream(plain), leaveInnerStreamOpen: true);
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.ConnectionClosed);
            await handshake(stream, either.Token);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException or System.Security.Cryptography.CryptographicException)
        {
            logger.PeerRefused(context.RemoteEndPoint?.ToString() ?? "unknown", Cause(e, context));
            context.Abort(new ConnectionAbortedException("no mutual TLS"));
            return;
        }

        context.Transport = new DuplexPipe(
            PipeReader.Create(stream, new(leaveOpen: true)), PipeWriter.Create(stream, new(leaveOpen: true)));
        try
        {
            await next(context);
        }
        finally
        {
            context.Transport = plain;
        }
    }

    private Task AcceptAsync(SslStream stream, CancellationToken cancellation)
    {
        var identity = certificates.Latest();
        return stream.AuthenticateAsServerAsync(
            new()
            {
                ServerCertificateContext = identity.Shown,
                ClientCertificateRequired = true,
                EnabledSslProtocols = SslProtocols.Tls13,
                CertificateChainPolicy = identity.Trust(),
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Accept(identity.Refusal(certificate, chain, errors)),
            },
            cancellation);
    }

    private Task ConnectAsync(SslStream stream, CancellationToken cancellation)
    {
        var identity = certificates.Latest();
        return stream.AuthenticateAsClientAsync(
            new()
            {
                TargetHost = identity.Names[0],
                ClientCertificateContext = identity.Shown,
                EnabledSslProtocols = SslProtocols.Tls13,
                CertificateChainPolicy = identity.Trust(),
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Accept(identity.Refusal(certificate, chain, errors)),
            },
            cancellation);
    }

    private static string Cause(Exception e, ConnectionContext context) =>
        e is not OperationCanceledException ? e.Message
        : context.ConnectionClosed.IsCancellationRequested ? "the connection was closed before both had shown their certificates"
        : $"no certificate within {Patience.TotalSeconds:0} s";

    private static bool Accept(string? refusal) => refusal is null ? true : throw new AuthenticationException(refusal);
}
