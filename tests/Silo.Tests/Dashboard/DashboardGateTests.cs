using System.ComponentModel.DataAnnotations;
using System.Text;
using NetpolOrleans.Silo.Dashboard;

namespace NetpolOrleans.Silo.Tests.Dashboard;

public sealed class DashboardGateTests : IDisposable
{
    private const string Token = "a-token-that-is-long-enough";

    private readonly string file = Path.GetTempFileName();

    [Fact]
    public void It_opens_to_the_token_as_bearer_and_as_password()
    {
        File.WriteAllText(file, Token + "\n");
        var gate = new DashboardGate(file);

        Assert.True(gate.Admits($"Bearer {Token}"));
        Assert.True(gate.Admits($"Basic {Base64("anybody:" + Token)}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a-token-that-is-long-enougH")]
    [InlineData("Basic !!!")]
    [InlineData("Basic YW55Ym9keQ==")]
    [InlineData("Digest a-token-that-is-long-enough")]
    public void It_stays_shut_to_anything_else(string? authorization)
    {
        File.WriteAllText(file, Token);

        Assert.False(new DashboardGate(file).Admits(authorization));
    }

    [Fact]
    public void A_new_token_counts_at_once()
    {
        File.WriteAllText(file, Token);
        var gate = new DashboardGate(file);

        File.WriteAllText(file, "another-token-of-some-length");

        Assert.False(gate.Admits($"Bearer {Token}"));
        Assert.True(gate.Admits("Bearer another-token-of-some-length"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    public void A_token_that_is_emptied_or_shortened_opens_to_nobody(string token)
    {
        File.WriteAllText(file, Token);
        var gate = new DashboardGate(file);

        File.WriteAllText(file, token);

        Assert.False(gate.Admits($"Bearer {token}"));
        Assert.False(gate.Admits($"Basic {Base64("anybody:" + token)}"));
    }

    [Fact]
    public void A_token_that_is_taken_away_opens_to_nobody()
    {
        Assert.False(new DashboardGate(file + ".missing").Admits($"Bearer {Token}"));
    }

    [Fact]
    public void A_short_token_and_a_missing_file_are_refused_at_start()
    {
        File.WriteAllText(file, "short");

        Assert.Contains("shorter than 16", Assert.Throws<ValidationException>(new DashboardGate(file).Require).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<ValidationException>(new DashboardGate(file + ".missing").Require).Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(file);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
