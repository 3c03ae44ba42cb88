namespace NetpolOrleans.Policies.Tests.References;

public sealed class PortPairingTests
{
    [Theory]
    [InlineData("VISA_SERVICE_ADDR", "VISA_SERVICE_PORT")]
    [InlineData("VISA_SERVICE_ADDR", "VISA_PORT")]
    [InlineData("DB_HOST", "DB_PORT")]
    [InlineData("DB_HOST", "DB_PORT_NUMBER")]
    [InlineData("dbHost", "dbPort")]
    [InlineData("spring.redis.host", "spring.redis.port")]
    [InlineData("DB_HOST_1", "DB_PORT_1")]
    [InlineData("DB_HOST_RO", "DB_PORT_RO")]
    [InlineData("PGHOST", "PGPORT")]
    [InlineData("HOST", "PORT")]
    public void A_variable_beside_the_host_gives_its_port(string host, string port)
    {
        Assert.Equal("shop/mysql:3306", Extracted.FromEnv((host, "mysql"), (port, "3306"))[0].TrimEnd('?'));
        Assert.Equal("shop/mysql:3306", Extracted.FromEnv((port, "3306"), (host, "mysql"))[0].TrimEnd('?'));
    }

    [Fact]
    public void A_colon_in_front_of_the_port_is_passed_over_where_the_name_says_whose_port_it_is()
    {
        Assert.Equal(["shop/auth:3030"], Extracted.FromEnv(("AUTH_GRPC_ENDPOINT", "auth"), ("AUTH_GRPC_PORT", ":3030")));
        Assert.Equal(["shop/auth?"], Extracted.FromEnv(("HOST", "auth"), ("PORT", ":3030")));
        Assert.Equal(["shop/auth?"], Extracted.FromEnv(("AUTH_HOST", "auth"), ("AUTH_PORT", ":http")));
    }

    [Fact]
    public void A_variable_called_like_server_software_names_that_server_where_nothing_else_does()
    {
        Assert.Equal(["shop/votes?"], Extracted.FromEnv(("REDIS", "votes"), ("KAFKA_TOPIC", "orders")));
        Assert.Equal(["shop/votes:6379"], Extracted.FromEnv(("REDIS", "votes"), ("ADDR", "$(REDIS):6379")).Where(each => !each.EndsWith('?')));
        Assert.Equal(["shop/votes:6379"], Extracted.FromEnv(("REDIS", "votes"), ("URL", "redis://votes:6379")));
        Assert.Equal(["shop/pg:5432"], Extracted.FromEnv(("POSTGRES", "orders"), ("POSTGRES_HOST", "pg"), ("POSTGRES_PORT", "5432")));
    }

    [Fact]
    public void A_port_beside_it_makes_a_host_of_a_name_that_is_not_host_like() =>
        Assert.Equal(["shop/redis:6379?"], Extracted.FromEnv(("REDIS", "redis"), ("REDIS_PORT", "6379")));

    [Fact]
    public void The_port_of_a_host_says_nothing_about_the_kind_of_database() =>
        Assert.Equal(["shop/db:5432"], Extracted.FromEnv(("DB", "postgres"), ("DB_HOST", "db"), ("DB_PORT", "5432")));

    [Fact]
    public void A_host_has_all_the_ports_that_share_its_name() =>
        Assert.Equal(
            ["shop/otel:4317", "shop/otel:4318"],
            Extracted.FromEnv(("OTEL_HOST", "otel"), ("OTEL_PORT_GRPC", "4317"), ("OTEL_PORT_HTTP", "4318")));

    [Fact]
    public void Ports_of_single_purposes_are_the_hosts_where_its_Service_has_them_and_all_ports_where_it_has_none() =>
        Assert.Equal(
            ["shop/bus:4443!|shop/bus:4442!|shop/bus?", "shop/bus:4442!|shop/bus:4443!|shop/bus?"],
            Extracted.FromEnv(("BUS_HOST", "bus"), ("BUS_SUBSCRIBE_PORT", "4443"), ("BUS_EVENT_PUBLISH_PORT", "4442")));

    [Fact]
    public void Beside_the_hosts_port_those_of_single_purposes_are_further_ones() =>
        Assert.Equal(
            ["shop/flags:8013", "shop/flags:8016??"],
            Extracted.FromEnv(("FLAGS_HOST", "flags"), ("FLAGS_PORT", "8013"), ("FLAGS_REST_PORT", "8016")));

    [Fact]
    public void A_qualified_port_belongs_to_the_longest_host_that_it_names() =>
        Assert.Equal(
            ["shop/flags?", "shop/flags-ui:4000"],
            Extracted.FromEnv(("FLAGS_HOST", "flags"), ("FLAGS_UI_HOST", "flags-ui"), ("FLAGS_UI_PORT", "4000")));

    [Theory]
    [InlineData("CART_PORT", "8080")]
    [InlineData("DB_A_B_C_PORT", "8080")]
    [InlineData("DB_UIPORT", "8080")]
    [InlineData("DB_METRICS_PORT", "9104")]
    [InlineData("DB_MAIN_LISTEN_PORT", "3306")]
    [InlineData("CART_DB_PORT", "8080")]
    [InlineData("PORT", "8080")]
    [InlineData("DB_PORT", "http")]
    [InlineData("DB_PORT", "0")]
    [InlineData("DB_PORT", "tcp://10.0.0.1:3306", "ip=10.0.0.1:3306")]
    [InlineData("DB_PORT_TIMEOUT", "30")]
    [InlineData("DB_SUPPORT_ID", "30")]
    public void Another_variable_gives_no_port(string name, string value, string? also = null) =>
        Assert.Equal(also is null ? ["shop/mysql?"] : ["shop/mysql?", also], Extracted.FromEnv(("DB_HOST", "mysql"), (name, value)));

    [Fact]
    public void The_containers_own_port_is_not_that_of_a_backend() =>
        Assert.Equal(["shop/cart?"], Extracted.FromEnv(("BACKEND", "cart"), ("PORT", "8080")));

    [Fact]
    public void A_name_with_a_port_of_its_own_keeps_it() =>
        Assert.Equal(["shop/mysql:3307"], Extracted.FromEnv(("DB_HOST", "mysql:3307"), ("DB_PORT", "3306")));

    [Fact]
    public void A_qualified_name_takes_the_port_beside_it() =>
        Assert.Equal(["db/mysql:3306"], Extracted.FromEnv(("DB_HOST", "mysql.db.svc"), ("DB_PORT", "3306")));
}
