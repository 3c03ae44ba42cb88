using System.Globalization;
using Microsoft.Extensions.Hosting;

namespace NetpolOrleans.Clustering.Kubernetes.TestSilo;

/// <summary>Writes what the silo sees to standard output, a line an observation: <c>VIEW version name=status,…</c> and <c>FENCE open|closed reason</c>.</summary>
public sealed class Reporter(IClusterMembershipService membership, ISiloFence fence, TimeProvider time) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(ReportViewAsync(stoppingToken), ReportFenceAsync(stoppingToken));

    private async Task ReportViewAsync(CancellationToken stopping)
    {
        await foreach (var view in membership.MembershipUpdates.WithCancellation(stopping))
        {
            var members = view.Members.Values.OrderBy(member => member.Name, StringComparer.Ordinal).ThenBy(member => member.SiloAddress.Generation);
            Say($"VIEW {view.Version.Value} {string.Join(',', members.Select(member => $"{member.Name}={member.Status}"))}");
        }
    }

    private async Task ReportFenceAsync(CancellationToken stopping)
    {
        bool? before = null;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), time);
        do
        {
            var now = fence.MayWrite;
            if (now != before)
                Say($"FENCE {(now ? "open" : $"closed {fence.Reason}")}");
            before = now;
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private void Say(string line) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"@{time.GetUtcNow():O} {line}"));
}
