using System.CommandLine;
using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Cli.Commands;

/// <summary>The live cluster that a command works on.</summary>
internal sealed class ClusterOptions
{
    private readonly Option<string?> kubeconfig = new("--kubeconfig") { Description = "The kubeconfig. Otherwise KUBECONFIG, then ~/.kube/config.", HelpName = "FILE" };

    private readonly Option<string?> context = new("--context") { Description = "The kubeconfig's context.", HelpName = "NAME" };

    /// <summary>Adds the options to a command.</summary>
    public ClusterOptions AddTo(Command command)
    {
        command.Add(kubeconfig);
        command.Add(context);
        return this;
    }

    /// <summary>Does something with the cluster; a failure of access becomes a sentence.</summary>
    /// <exception cref="CommandFailedException">The cluster cannot be reached, or refuses.</exception>
    public async Task<T> WithAsync<T>(ParseResult parsed, Func<KubernetesConnection, Task<T>> use)
    {
        try
        {
            using var connection = KubernetesConnection.Open(new() { Kubeconfig = parsed.GetValue(kubeconfig), Context = parsed.GetValue(context) }, TimeProvider.System);
            return await use(connection);
        }
        catch (KubernetesAccessException failure)
        {
            throw new CommandFailedException(failure.Message);
        }
    }
}
