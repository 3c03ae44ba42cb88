using LocalKubernetes.Api;
using LocalKubernetes.Discovery;
using LocalKubernetes.Errors;
using LocalKubernetes.Faults;
using LocalKubernetes.Security;
using Microsoft.AspNetCore.Http;

namespace LocalKubernetes.Http;

/// <summary>From a request to its answer: authenticate, find the kind and the verb, log what came of it.</summary>
internal sealed class RequestRouter(KindTable kinds, Authenticator authenticator, AccessControl access, DiscoveryHandler discovery, ResourceHandlers handlers, FaultInjector faults, RequestLog log, TimeProvider time)
{
    public async Task HandleAsync(HttpContext http)
    {
        User? user = null;
        RequestInfo? info = null;
        var isLogged = false;
        http.Response.OnStarting(() =>
        {
            if (info?.Verb != "watch") Log();
            return Task.CompletedTask;
        });
        try
        {
            user = authenticator.Authenticate(http);
            var query = http.Request.Query;
            info = RequestInfo.Parse(http.Request.Method, PathOf(http), query.TryGetValue("watch", out var watch) && watch[0] is "true" or "1" or "");
            user = Authorize(http, user, info);
            if (info is null) await discovery.HandleAsync(http);
            else await faults.HandleAsync(http, info, user.Name, () => AnswerAsync(http, info, user));
        }
        catch (ApiException refusal) when (!http.Response.HasStarted)
        {
            await ObjectWriter.WriteAsync(http, refusal);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client left; there is nobody to answer.
        }
        catch (Exception bug) when (!http.Response.HasStarted && bug is not OperationCanceledException)
        {
            await ObjectWriter.WriteAsync(http, ApiErrors.Of(500, "InternalError", $"Internal error occurred: {bug}"));
        }
        finally
        {
            Log();
        }

        void Log()
        {
            if (isLogged) return;
            isLogged = true;
            log.Add(RequestRecord.Of(time.GetUtcNow(), user?.Name, info, http) with { Fault = FaultInjector.StruckBy(http) });
        }
    }

    /// <summary>The plain text that a real server sends for paths that it doesn't serve.</summary>
    public static Task NotFoundAsync(HttpContext http)
    {
        http.Response.StatusCode = 404;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync("404 page not found\n");
    }

    private User Authorize(HttpContext http, User user, RequestInfo? info)
    {
        var path = http.Request.Path.Value ?? "/";
        if (access.Mode == AuthorizationMode.AlwaysAllow && user == User.Anonymous && !DiscoveryHandler.IsPublic(path)) throw ApiErrors.Unauthorized();
        var asked = info is null ? AccessRequest.OfPath(http.Request.Method.ToLowerInvariant(), path) : AccessRequest.Of(info, http.Request.Query["fieldSelector"]);
        user = Impersonation.Of(http, user, asked, access);
        access.Check(user, asked);
        return user;
    }

    private Task AnswerAsync(HttpContext http, RequestInfo info, User user)
    {
        if (kinds.Find(info.Group, info.Version, info.Resource) is not { } kind)
            return kinds.All.Any(each => each.Group == info.Group) ? throw ApiErrors.NotServed() : NotFoundAsync(http);
        var handler = handlers.For(kind, info);
        var request = new ApiRequest(http, info, kind, user, access, time);
        if (kind == Kinds.Endpoints) request.Warn("v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice");
        return handler(request);
    }

    // Names may hold escaped characters, so the raw path is what gets split.
    private static string PathOf(HttpContext http) =>
        http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()?.RawTarget.Split('?')[0] is { Length: > 0 } raw && raw[0] == '/'
            ? raw
            : http.Request.Path.Value ?? "/";
}
