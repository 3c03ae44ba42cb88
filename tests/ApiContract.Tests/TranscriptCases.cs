using System.Text.RegularExpressions;

namespace NetpolOrleans.ApiContract.Tests;

/// <summary>
/// A user's day with kubectl, recorded on a real cluster (NETPOL_TEST_KUBECONFIG, and NETPOL_TEST_RECORD=FOLDER writes them anew there), and the
/// same in every other cluster, accidents aside. Much of what is seen are kubectl's own words: what another version of it says otherwise is no
/// verdict on the cluster.
/// </summary>
public sealed partial class TranscriptCases(ContractCluster cluster)
{
    private const string RecordedWith = "1.32";

    public static TheoryData<string> All => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Transcripts")).Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Kubectl_shows_what_it_shows_of_a_real_cluster(string name)
    {
        await using var space = await TestNamespace.CreateAsync(cluster.Api);
        Kubectl.FindOrSkip(cluster.KubeconfigPath, space.Name);
        using var shell = new Shell(cluster.KubeconfigPath, space.Name);
        await shell.RunAsync($"kubectl config set-context --current --namespace={space.Name}");
        var transcript = Transcript.Read(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Transcripts", $"{name}.txt"), TestContext.Current.CancellationToken));

        var outputs = new List<string>();
        foreach (var step in transcript.Steps) outputs.Add(Accidents.Even(await shell.RunAsync(step.Command), space.Name));

        if (Environment.GetEnvironmentVariable("NETPOL_TEST_RECORD") is { Length: > 0 } folder)
            await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.txt"), transcript.Write(outputs), TestContext.Current.CancellationToken);
        else
            Compare(transcript.Write(transcript.Steps.Select(step => step.Output)), transcript.Write(outputs), Version().Match(await shell.RunAsync("kubectl version --client")).Value);
    }

    private static void Compare(string recorded, string seen, string version)
    {
        Assert.SkipWhen(
            recorded != seen && version != RecordedWith,
            $"kubectl {version} shows otherwise than {RecordedWith}, with which the transcripts were recorded; record them anew on a real cluster to compare");
        Assert.Equal(recorded, seen);
    }

    [GeneratedRegex(@"(?<=Client Version: v)\d+\.\d+")]
    private static partial Regex Version();
}
