using System.ComponentModel.DataAnnotations;
using NetpolOrleans.Silo.Tls;

namespace NetpolOrleans.Silo.Tests.Tls;

public sealed class SiloCertificatesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netpol-certificates-");
    private readonly TestAuthority authority = new(TimeProvider.System.GetUtcNow());

    private SiloCertificates Certificates => new(folder.FullName, TimeProvider.System);

    [Fact]
    public void A_rotated_certificate_is_the_next_one_read()
    {
        authority.Write(folder.FullName, "silo.test");
        var certificates = Certificates;
        var before = certificates.Require().Own.Thumbprint;

        authority.Write(folder.FullName, "silo.test");

        Assert.NotEqual(before, certificates.Read().Own.Thumbprint);
    }

    [Fact]
    public void An_empty_folder_is_named_with_what_belongs_there()
    {
        var failure = Assert.Throws<ValidationException>(Certificates.Require);

        Assert.Contains(folder.FullName, failure.Message, StringComparison.Ordinal);
        Assert.Contains("tls.crt, tls.key and ca.crt", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused()
    {
        authority.Write(folder.FullName, "silo.test");
        var key = File.ReadAllText(Path.Combine(folder.FullName, "tls.key"));
        authority.Write(folder.FullName, "silo.test");
        File.WriteAllText(Path.Combine(folder.FullName, "tls.key"), key);

        Assert.Throws<ValidationException>(Certificates.Require);
    }

    [Fact]
    public void An_expired_certificate_is_refused_with_its_date()
    {
        authority.Write(folder.FullName, "silo.test", days: -1);

        Assert.Contains("expired at", Assert.Throws<ValidationException>(Certificates.Require).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_without_a_name_is_refused()
    {
        authority.Write(folder.FullName, name: null);

        Assert.Contains("no DNS name", Assert.Throws<ValidationException>(Certificates.Require).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_for_which_its_own_authorities_do_not_vouch_is_refused()
    {
        using var other = new TestAuthority(TimeProvider.System.GetUtcNow());
        authority.Write(folder.FullName, "silo.test");
        File.WriteAllText(Path.Combine(folder.FullName, "ca.crt"), other.Root);

        Assert.Contains("Put the authority that issued it into ca.crt", Assert.Throws<ValidationException>(Certificates.Require).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Authorities_in_between_are_shown_to_peers()
    {
        using var between = new TestAuthority(TimeProvider.System.GetUtcNow(), authority);
        between.Write(folder.FullName, "silo.test");

        Assert.Single(Certificates.Require().Intermediates);
    }

    public void Dispose()
    {
        authority.Dispose();
        folder.Delete(recursive: true);
    }
}
