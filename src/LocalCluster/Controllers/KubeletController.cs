using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Controllers;

/// <summary>The scheduler and all kubelets: pods get a node, an address, become ready, finish, and end.</summary>
internal sealed class KubeletController(ObjectRegistry registry, LocalClusterOptions options) : IController
{
    /// <summary>A pod with this annotation set to "true" runs but never becomes ready.</summary>
    private const string NeverReady = "local-kubernetes/never-ready";

    private readonly PodAddresses addresses = new(System.Net.IPNetwork.Parse(options.PodCidr));
    private readonly Dictionary<string, DateTimeOffset> seen = [];
    private int nextNode;

    public TimeSpan Delay => TimeSpan.Zero;

    public IEnumerable<ObjectKey> KeysFor(StoreEvent happened)
    {
        if (happened.Current!.Key.Kind != Kinds.Pods) return [];
        if (!happened.IsDeletion) return [happened.Current.Key];
        addresses.Release(happened.Current.Uid);
        foreach (var stage in (ReadOnlySpan<string>)["start", "run", "end"]) seen.Remove(stage + happened.Current.Uid);
        return [];
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        var pod = registry.Get(key).Read();
        if (pod.IsDeleting()) return Terminate(key, pod);
        if (string.IsNullOrEmpty(pod.Object("spec").Text("nodeName")) && !Bind(key)) return TimeSpan.FromSeconds(1);
        return pod.Object("status").Text("phase") switch
        {
            "Pending" or null => Due("start", pod, options.PodStartDelay) ?? Start(key),
            "Running" when RunsToCompletion(pod) => Due("run", pod, options.JobDuration) ?? Complete(key),
            _ => null,
        };
    }

    private TimeSpan? Terminate(ObjectKey key, JsonObject pod)
    {
        var grace = TimeSpan.FromSeconds(pod.Metadata().Number("deletionGracePeriodSeconds") ?? 0);
        if (Due("end", pod, grace < options.PodTerminationDelay ? grace : options.PodTerminationDelay) is { } later) return later;
        registry.Delete(key, new DeleteOptions { Uid = pod.Uid(), GracePeriodSeconds = 0 });
        return null;
    }

    private bool Bind(ObjectKey key)
    {
        var nodes = registry.Store.Snapshot(Kinds.Nodes).In(null).ToList();
        if (nodes.Count == 0) return false;
        var node = nodes[nextNode++ % nodes.Count].Key.Name;
        registry.Update(key, pod =>
        {
            pod.Ensure("spec")["nodeName"] = node;
            return pod;
        }, new WriteOptions { Manager = "kube-scheduler", Subresource = "binding" });
        return true;
    }

    private TimeSpan? Start(ObjectKey key)
    {
        var now = Meta.Timestamp(options.TimeProvider.GetUtcNow());
        registry.Update(key, pod =>
        {
            var node = registry.Store.Find(new ObjectKey(Kinds.Nodes, "", pod.Object("spec").Text("nodeName") ?? ""))?.Read();
            var host = node?.Object("status").Objects("addresses").FirstOrDefault()?.Text("address") ?? "127.0.0.1";
            var address = pod.Object("spec").Flag("hostNetwork") ? host : addresses.Of(pod.Uid());
            PodStatus.Running(pod, host, address, pod.Annotation(NeverReady) != "true", now);
            return pod;
        }, new WriteOptions { Manager = "kubelet", Subresource = "status" });
        return null;
    }

    private TimeSpan? Complete(ObjectKey key)
    {
        var now = Meta.Timestamp(options.TimeProvider.GetUtcNow());
        registry.Update(key, pod =>
        {
            PodStatus.Succeeded(pod, now);
            return pod;
        }, new WriteOptions { Manager = "kubelet", Subresource = "status" });
        return null;
    }

    // Timestamps have whole seconds only, so stages are timed from when they were first seen.
    private TimeSpan? Due(string stage, JsonObject pod, TimeSpan delay)
    {
        var now = options.TimeProvider.GetUtcNow();
        if (!seen.TryGetValue(stage + pod.Uid(), out var since)) seen[stage + pod.Uid()] = since = now;
        return since + delay > now ? since + delay - now : null;
    }

    private static bool RunsToCompletion(JsonObject pod) => pod.ControllerOf().Text("kind") == "Job";
}
