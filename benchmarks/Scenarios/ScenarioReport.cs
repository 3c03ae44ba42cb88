using System.Globalization;

namespace NetpolOrleans.Scenarios;

/// <summary>The result as Markdown.</summary>
internal static class ScenarioReport
{
    public static string Of(ScenarioOptions options, TimeSpan raw, ControllerFigures controller, double bytesPerPolicy) => string.Create(CultureInfo.InvariantCulture, $"""
        # {options.Workloads:N0} workloads, {(options.Kubeconfig is null ? "local cluster" : "kube-apiserver")}

        `dotnet run -c Release --project benchmarks/Scenarios -- --workloads {options.Workloads} --namespaces {options.Namespaces} --shards {options.Shards}{(options.Kubeconfig is null ? "" : " --kubeconfig …")}`

        {options.Workloads:N0} Deployments in {options.Namespaces} namespaces, each with a Service and three references, one of them into the next
        namespace; {(options.Shards == 0 ? "one shard per namespace" : $"{options.Shards} hashed shards")}, one replica. A policy is {bytesPerPolicy / 1024:N1} KB of JSON. The controller runs in a process
        with the runner, the API server in another on the same machine ({options.Machine}, .NET {Environment.Version}). The raw client POSTs the same bodies over HTTP/2,
        16 at once, in the same run.

        | cold start | |
        |---|---:|
        | raw client: {options.Workloads:N0} POSTs | {raw.TotalSeconds:N2} s |
        | controller: from nothing to all policies | {controller.Converged.TotalSeconds:N2} s |
        | of that, until its host runs | {controller.Started.TotalSeconds:N2} s |
        | **controller / raw client** | **{controller.Converged / raw:N2}** |
        | processor time of the controller | {controller.Cpu.TotalSeconds:N2} s |
        | retained bytes for each further workload, with Service and policy, at rest | {controller.BytesPerWorkload / 1024:N1} KB |
        | working set, runner included | {controller.WorkingSet / (1024.0 * 1024):N0} MB |

        | from a changed reference to both sides' policies, at {options.Rate} changes/s for {options.Seconds} s | |
        |---|---:|
        | changes | {controller.Latencies.Count:N0} |
        | p50 | {Percentile(controller.Latencies, 0.5):N0} ms |
        | p95 | {Percentile(controller.Latencies, 0.95):N0} ms |
        | max | {Percentile(controller.Latencies, 1):N0} ms |
        | processor time for each change, the runner's included | {controller.CpuPerChange.TotalMilliseconds:N1} ms |

        """);

    private static double Percentile(IReadOnlyList<TimeSpan> sorted, double part) =>
        sorted.Count == 0 ? 0 : sorted[(int)Math.Ceiling((part * sorted.Count) - 1)].TotalMilliseconds;
}
