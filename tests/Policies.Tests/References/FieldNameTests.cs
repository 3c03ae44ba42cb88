namespace NetpolOrleans.Policies.Tests.References;

public sealed class FieldNameTests
{
    [Theory]
    [InlineData("DB_HOST")]
    [InlineData("DB_HOSTS")]
    [InlineData("DB_HOSTNAME")]
    [InlineData("DB_HOST_NAME")]
    [InlineData("DB_ADDR")]
    [InlineData("db.address")]
    [InlineData("DB-ADDRESSES")]
    [InlineData("dbUrl")]
    [InlineData("DATABASE_URI")]
    [InlineData("OTLP_ENDPOINT")]
    [InlineData("bootstrap.servers")]
    [InlineData("PAYMENT_SERVICE")]
    [InlineData("cartSvc")]
    [InlineData("DSN")]
    [InlineData("KAFKA_BROKERS")]
    [InlineData("CASSANDRA_SEEDS")]
    [InlineData("CASSANDRA_CONTACT_POINTS")]
    [InlineData("PEERS")]
    [InlineData("NODES")]
    [InlineData("UPSTREAM")]
    [InlineData("TARGET")]
    [InlineData("BACKEND")]
    [InlineData("DB_HOST_1")]
    [InlineData("host2")]
    [InlineData("PGHOST")]
    [InlineData("discovery.seed_hosts")]
    [InlineData("ConnectionString")]
    [InlineData("ConnectionStrings__redis")]
    public void A_bare_name_counts_behind_a_host_like_name(string variable) =>
        Assert.Equal(["shop/mysql?"], Extracted.FromEnv((variable, "mysql")));

    [Theory]
    [InlineData("mysql")]
    [InlineData("MySQL")]
    [InlineData(" mysql ")]
    [InlineData("\"mysql\"")]
    [InlineData("mysql.")]
    [InlineData("tcp:mysql")]
    public void A_bare_name_may_be_written_in_several_ways(string text) =>
        Assert.Equal(["shop/mysql?"], Extracted.FromEnv(("DB_HOST", text)));

    [Theory]
    [InlineData("DB_HOST", "mysql:3306", "shop/mysql:3306")]
    [InlineData("DB_HOST", "mysql.db", "db/mysql|shop/db@mysql|ext=mysql.db")]
    [InlineData("DB_HOST", "db.example.com", "com/example@db|ext=db.example.com")]
    [InlineData("DB_HOST", "10.96.0.10", "ip=10.96.0.10")]
    [InlineData("DB_HOST", "fd00::10", "ip=fd00::10")]
    [InlineData("API_URL", "cart/api", "shop/cart?")]
    [InlineData("API_URL", "cart:8080/api", "shop/cart:8080")]
    [InlineData("ES_HOSTS", "a,b, c;d", "shop/a? shop/b? shop/c? shop/d?")]
    [InlineData("ES_HOSTS", "[\"a\",\"b:9200\"]", "shop/a? shop/b:9200")]
    [InlineData("REDIS_NODES", "redis-0.redis redis-1.redis",
        "shop/redis@redis-0|redis/redis-0|ext=redis-0.redis shop/redis@redis-1|redis/redis-1|ext=redis-1.redis")]
    [InlineData("X", "redis:$(REDIS_PORT)", "shop/redis?")]
    public void A_host_like_name_makes_a_host_of_its_value(string variable, string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Extracted.FromEnv((variable, text))));
}
