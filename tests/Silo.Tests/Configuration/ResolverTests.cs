using NetpolOrleans.Silo.Configuration;

namespace NetpolOrleans.Silo.Tests.Configuration;

public sealed class ResolverTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    [Fact]
    public void A_pods_file_tells_the_clusters_domain_and_its_name_servers()
    {
        File.WriteAllText(file, "search shop.svc.example.org svc.example.org. example.org\nnameserver 169.254.20.10\nnameserver\t10.96.0.10\noptions ndots:5\nnameserver nonsense\n");

        Assert.Equal("example.org", Resolver.ClusterDomain(file));
        Assert.Equal(["169.254.20.10", "10.96.0.10"], Resolver.NameServers(file));
    }

    [Fact]
    public void Without_a_file_everything_is_as_usual()
    {
        Assert.Equal("cluster.local", Resolver.ClusterDomain(file + ".none"));
        Assert.Empty(Resolver.NameServers(file + ".none"));
    }

    public void Dispose() => File.Delete(file);
}
