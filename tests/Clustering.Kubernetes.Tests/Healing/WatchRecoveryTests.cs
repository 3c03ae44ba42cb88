using System.Net;
using System.Text.Json;
using k8s;
using k8s.Models;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

public sealed class WatchRecoveryTests
{
    [Fact]
    public void A_broken_connection_goes_on_where_it_was() => Assert.False(WatchRecovery.MustList(new IOException("reset")));

    [Fact]
    public void A_lost_event_is_read_anew() => Assert.True(WatchRecovery.MustList(new JsonException("half a line")));

    [Theory]
    [InlineData(410, true)]
    [InlineData(400, true)]
    [InlineData(500, false)]
    [InlineData(429, false)]
    public void An_error_event_is_classified_by_its_code(int code, bool lists) =>
        Assert.Equal(lists, WatchRecovery.MustList(new KubernetesException(new V1Status { Code = code, Message = "m" })));

    [Theory]
    [InlineData(HttpStatusCode.Gone, true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, false)]
    public void So_is_a_refused_request(HttpStatusCode status, bool lists) =>
        Assert.Equal(lists, WatchRecovery.MustList(new ApiRefusedException(status, "m", new IOException())));
}
