using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Silo.Tls;

namespace NetpolOrleans.Silo.Tests.Tls;

public sealed class SiloCertificatesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netpol-certificates-");
    private readonly TestAuthority authority = new(TimeProvider.System.GetUtcNow());

    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly LogLines<SiloCertificates> log = new();

    private SiloCertificates Certificates => new(folder.FullName, time, log);

    [Fact]
    public void A_rotated_certificate_is_the_next_one_read()
    {
        authority.Write(folder.FullName, "silo.test");
        var certificates = Certificates;
        var before = certificates.Require().Own.Thumbprint;

        authority.Write(folder.FullName, "silo.test");

        Assert.NotEqual(before, certificates.Latest().Own.Thumbprint);
    }

    [Fact]
    public void An_empty_folder_is_named_with_what_belongs_there()
    {
        var failure = Assert.Throws<ValidationException>(Certificates.Require);

        Assert.Contains($"tls.crt in {folder.FullName}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("tls.crt, tls.key and ca.crt", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tls.crt", null)]
    [InlineData("tls.crt", "")]
    [InlineData("tls.crt", "-----BEGIN CERTIFICATE-----\nMIIB")]
    [InlineData("tls.key", null)]
    [InlineData("tls.key", "")]
    [InlineData("tls.key", "-----BEGIN PRIVATE KEY-----\nMIIB")]
    [InlineData("tls.key", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----")]
    [InlineData("ca.crt", null)]
    [InlineData("ca.crt", "")]
    [InlineData("ca.crt", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----")]
    public void A_file_that_is_missing_empty_or_half_written_is_named(string file, string? text)
    {
        authority.Write(folder.FullName, "silo.test");
        var path = Path.Combine(folder.FullName, file);
        if (text is null) File.Delete(path);
        else File.WriteAllText(path, text);

        Assert.Contains($"{file} in {folder.FullName} cannot be used", Assert.Throws<ValidationException>(Certificates.Require).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused()
    {
        authority.Write(folder.FullName, "silo.test");
        var key = File.ReadAllText(Path.Combine(folder.FullName, "tls.key"));
        authority.Write(folder.FullName, "silo.test");
        File.WriteAllText(Path.Combine(folder.FullName, "tls.key"), key);

        Assert.Contains("tls.key", Assert.Throws<ValidationException>(Certificates.Require).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_may_be_of_any_form_that_cert_manager_writes()
    {
        authority.WriteRsa(folder.FullName, "silo.test");
        Assert.True(Certificates.Require().Own.HasPrivateKey);

        authority.WriteEc(folder.FullName, "silo.test");
        Assert.True(Certificates.Require().Own.HasPrivateKey);
    }

    [Fact]
    public void A_renewed_Secret_that_cannot_be_used_leaves_the_former_one_and_is_named_once_a_minute()
    {
        authority.Write(folder.FullName, "silo.test");
        var certificates = Certificates;
        var good = certificates.Latest();
        File.WriteAllText(Path.Combine(folder.FullName, "ca.crt"), "");

        Assert.Same(good, certificates.Latest());
        Assert.Same(good, certificates.Latest());
        Assert.Contains("ca.crt", Assert.Single(log), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Same(good, certificates.Latest());
        Assert.Equal(2, log.Count);

        authority.Write(folder.FullName, "silo.test");
        Assert.NotSame(good, certificates.Latest());
    }

    [Fact]
    public void How_long_it_is_valid_yet_is_told_of_the_certificate_in_use()
    {
        authority.Write(folder.FullName, "silo.test");
        var certificates = Certificates;
        certificates.Latest();
        File.Delete(Path.Combine(folder.FullName, "tls.crt"));
        time.Advance(TimeSpan.FromHours(23));

        Assert.InRange(certificates.TimeLeft, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
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
