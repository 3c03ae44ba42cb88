using LocalKubernetes.Api;
using LocalKubernetes.Errors;

namespace LocalKubernetes.Http;

/// <summary>Which code answers which verb of which subresource.</summary>
internal sealed class ResourceHandlers(ObjectHandler objects, ListHandler lists, WatchHandler watches, PatchHandler patches, ScaleHandler scales, PodActions pods, ReviewHandler reviews, TokenHandler tokens)
{
    /// <exception cref="ApiException">404 for an unknown subresource, 405 for a verb that it doesn't have.</exception>
    public Func<ApiRequest, Task> For(ResourceKind kind, RequestInfo info) => info.Subresource switch
    {
        null when kind.IsReview => info.Verb == "create" ? reviews.CreateAsync : throw ApiErrors.MethodNotAllowed(),
        null => Main(kind, info),
        "token" when kind == Kinds.ServiceAccounts => info.Verb == "create" ? tokens.CreateAsync : throw ApiErrors.MethodNotAllowed(),
        "status" when kind.HasStatus => Part(info),
        "finalize" when kind == Kinds.Namespaces => Part(info),
        "scale" when kind.HasScale => info.Verb switch
        {
            "get" => scales.GetAsync,
            "update" => scales.UpdateAsync,
            "patch" => scales.PatchAsync,
            _ => throw ApiErrors.MethodNotAllowed(),
        },
        "eviction" when kind == Kinds.Pods => pods.EvictAsync,
        "log" or "exec" or "attach" or "portforward" or "proxy" when kind == Kinds.Pods => pods.RefuseAsync,
        _ => throw ApiErrors.NotServed(),
    };

    private Func<ApiRequest, Task> Main(ResourceKind kind, RequestInfo info) => info.Verb switch
    {
        "list" => lists.HandleAsync,
        "watch" => watches.HandleAsync,
        "deletecollection" when !kind.Namespaced || info.Namespace is not null => objects.DeleteCollectionAsync,
        "create" when !kind.Namespaced || info.Namespace is not null => objects.CreateAsync,
        _ when kind.Namespaced && info.Namespace is null => throw (info.Name is null ? ApiErrors.MethodNotAllowed() : ApiErrors.NotServed()),
        "get" => objects.GetAsync,
        "update" => objects.UpdateAsync,
        "patch" => patches.HandleAsync,
        "delete" => objects.DeleteAsync,
        _ => throw ApiErrors.MethodNotAllowed(),
    };

    private Func<ApiRequest, Task> Part(RequestInfo info) => info.Verb switch
    {
        "get" => objects.GetAsync,
        "update" => objects.UpdateAsync,
        "patch" => patches.HandleAsync,
        _ => throw ApiErrors.MethodNotAllowed(),
    };
}
