using System.CommandLine;
using NetpolOrleans.Kubernetes.Applying;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Reading;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;

namespace NetpolOrleans.Cli.Commands;

/// <summary><c>netpol cleanup</c>: removes what the controller wrote, and nothing else.</summary>
internal static class CleanupCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliIo io)
    {
        var command = new NetpolSubcommand("cleanup", "Delete the policies that an installation of the controller wrote, and take its label off Pods. Stop the controller first, or it writes them again.",
            ("kubectl delete statefulset netpol-orleans -n netpol-orleans && netpol cleanup", "stop the controller, then remove its policies"),
            ("netpol cleanup --dry-run", "only tell which policies these are"));
        var cluster = new ClusterOptions().AddTo(command);
        var instance = new Option<string>("--instance") { Description = "The installation's name.", HelpName = "NAME", DefaultValueFactory = _ => "netpol-orleans" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Delete nothing." };
        command.Add(instance);
        command.Add(dryRun);
        command.SetAction((parsed, cancellation) => cluster.WithAsync(
            parsed, connection => RunAsync(connection, parsed.GetValue(instance)!, parsed.GetValue(dryRun), io, cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(KubernetesConnection connection, string instance, bool dryRun, CliIo io, CancellationToken cancellation)
    {
        var all = await new ObjectReader(connection).ListAsync(new(ResourceKinds.NetworkPolicies), Projectors.NetworkPolicy, cancellation);
        var ours = all.Where(policy => PolicyOwnership.WorkloadOf(policy, instance) is not null).OrderBy(policy => policy.Name).ToList();
        using var applier = new PolicyApplier(connection, () => true);
        var left = 0;
        foreach (var policy in ours) left += await DeleteAsync(policy, applier, dryRun, io, cancellation) ? 0 : 1;
        await io.Out.WriteLineAsync($"{ours.Count - left} of {ours.Count} policies of {instance} {(dryRun ? "would be " : "")}deleted, {all.Count - ours.Count} others left alone");
        left += await UnlabelAsync(connection, instance, dryRun, io, cancellation);
        return left == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    /// <summary>Takes the label off those Pods that this installation gave it; returns how many could not be changed.</summary>
    private static async Task<int> UnlabelAsync(KubernetesConnection connection, string instance, bool dryRun, CliIo io, CancellationToken cancellation)
    {
        var labeller = new PodLabeller(connection, () => true);
        var labelled = await new ObjectReader(connection).ListAsync(new(ResourceKinds.Pods, null, PodLabel.Key, MetadataOnly: true), Projectors.PodInfo, cancellation);
        var left = 0;
        foreach (var pod in labelled.Where(pod => pod.Labels[PodLabel.Key] == PodLabel.ValueOf(instance, pod.Name, pod.Uid)).OrderBy(pod => pod.Name))
        {
            try
            {
                if (!dryRun) await labeller.LabelAsync(pod.Name, pod.Uid, null, cancellation);
                await io.Out.WriteLineAsync($"label of pod {pod.Name}");
            }
            catch (KubernetesAccessException e)
            {
                await io.Error.WriteLineAsync($"netpol: error: {pod.Name}: {e.Message}");
                left++;
            }
        }

        return left;
    }

    private static async Task<bool> DeleteAsync(PolicyObject policy, PolicyApplier applier, bool dryRun, CliIo io, CancellationToken cancellation)
    {
        if (!dryRun)
        {
            var result = await applier.ApplyAsync(new(null, policy), cancellation);
            if (!result.Succeeded && result.Outcome != ApplyOutcome.Gone)
            {
                await io.Error.WriteLineAsync($"netpol: error: {policy.Name}: {result.Reason ?? result.Outcome.ToString()}");
                return false;
            }
        }

        await io.Out.WriteLineAsync($"networkpolicy {policy.Name}");
        return true;
    }
}
