namespace NetpolOrleans.ApiContract.Tests;

/// <summary>
/// A user's day with kubectl, recorded on a real cluster (NETPOL_TEST_KUBECONFIG, and NETPOL_TEST_RECORD=FOLDER writes them anew there), and the
/// same in every other cluster, accidents aside.
/// </summary>
public sealed class TranscriptCases(ContractCluster cluster)
{
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
            Assert.Equal(transcript.Write(transcript.Steps.Select(step => step.Output)), transcript.Write(outputs));
    }
}
