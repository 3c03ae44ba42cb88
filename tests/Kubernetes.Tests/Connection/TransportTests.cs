using System.Net.Sockets;
using System.Security.Authentication;
using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Kubernetes.Tests.Connection;

public sealed class TransportTests
{
    [Fact]
    public void The_cause_is_told_and_not_only_that_there_is_one()
    {
        var failure = new HttpRequestException("The SSL connection could not be established, see inner exception.", new IOException("Broken.", new InvalidOperationException("No home folder.")));

        Assert.Equal("The SSL connection could not be established (No home folder)", Transport.Describe(failure, TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [InlineData(SocketError.ConnectionRefused, "connection refused")]
    [InlineData(SocketError.HostNotFound, "its host name does not resolve")]
    public void What_happens_often_has_words_of_its_own(SocketError error, string expected)
    {
        Assert.Equal(expected, Transport.Describe(new HttpRequestException("x", new SocketException((int)error)), TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_certificate_that_is_not_trusted_is_told_with_the_reason()
    {
        var failure = new HttpRequestException("x", new AuthenticationException("The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot"));

        Assert.Contains("not trusted (The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot)", Transport.Describe(failure, TimeSpan.FromSeconds(1)), StringComparison.Ordinal);
    }
}
