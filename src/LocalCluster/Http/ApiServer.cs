using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LocalKubernetes.Http;

/// <summary>The listener: HTTPS with HTTP/2 and HTTP/1.1 on the loopback interface.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly WebApplication application;

    private ApiServer(WebApplication application) => this.application = application;

    public int Port => new Uri(application.Urls.First()).Port;

    public static async Task<ApiServer> StartAsync(int port, int streamsPerConnection, Func<X509Certificate2> certificate, RequestRouter router, CancellationToken ct)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = null;
            kestrel.Limits.MaxRequestBodySize = 16 * 1024 * 1024;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.Http2.MaxStreamsPerConnection = streamsPerConnection;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(new HttpsConnectionAdapterOptions
                {
                    ServerCertificateSelector = (_, _) => certificate(),
                    ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                    ClientCertificateValidation = (_, _, _) => true, // the authenticator checks it against our CA
                });
            });
        });
        var application = builder.Build();
        application.Run(router.HandleAsync);
        await application.StartAsync(ct);
        return new ApiServer(application);
    }

    public async ValueTask DisposeAsync()
    {
        using var impatience = new CancellationTokenSource(TimeSpan.FromSeconds(2), TimeProvider.System);
        await application.StopAsync(impatience.Token);
        await application.DisposeAsync();
    }
}
