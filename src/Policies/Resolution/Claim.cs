using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Resolution;

/// <summary>A client's word that it talks to a target: what the target's side needs to admit it.</summary>
/// <param name="Client">The client workload.</param>
/// <param name="ClientPods">Selects the client's pods in its namespace; null where no selector can.</param>
/// <param name="OnHostNetwork">Whether the client's pods use their nodes' addresses.</param>
/// <param name="Target">What it talks to.</param>
/// <param name="Ports">What it asks for; <see cref="PortRequest.All"/> where the text names no port.</param>
public sealed record Claim(WorkloadKey Client, LabelSelector? ClientPods, bool OnHostNetwork, TargetKey Target, PortRequest Ports)
{
    /// <summary>The claims that a client's references make, each once, in their order.</summary>
    public static ValueList<Claim> Of(Workload client, IEnumerable<ResolvedReference> references)
    {
        var pods = PodsOf(client);
        return
        [
            .. references.SelectMany(reference => reference.Interests)
                .Distinct()
                .Select(interest => new Claim(client.Key, pods, client.Template.HostNetwork, interest.Target, interest.Ports)),
        ];
    }

    /// <summary>
    /// How a client's pods are named to its servers. The pods of a Job without labels still carry the Job controller's label: all
    /// Jobs of that namespace are admitted then, which is wide and is reported.
    /// </summary>
    private static LabelSelector? PodsOf(Workload client)
    {
        if (client.Template.HostNetwork) return null;
        if (!client.Selector.IsEmpty) return client.Selector;
        return client.Key.Kind is "Job" or "CronJob"
            ? new(Labels.Empty, [new(GeneratedLabels.JobName, LabelOperator.Exists, [])])
            : null;
    }
}
