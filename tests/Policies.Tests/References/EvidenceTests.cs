using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.Tests.References;

public sealed class EvidenceTests
{
    [Theory]
    [InlineData("amqp://user:secret@rabbit:5672/vh?token=secret", "amqp://rabbit:5672")]
    [InlineData("amqp://user:sec/ret@rabbit:5672", "amqp://rabbit:5672")]
    [InlineData("https://hooks.example.com/services/secret", "https://hooks.example.com")]
    [InlineData("mongodb://u:secret@a:1,b:2/x", "mongodb://a:1")]
    [InlineData("Host=pg;Password=secret", "pg")]
    [InlineData("redis:6379,password=secret", "redis:6379")]
    [InlineData("root:secret@tcp(mysql:3306)/db", "mysql:3306")]
    public void Evidence_shows_the_host_and_no_secret(string text, string expected)
    {
        var found = Extracted.From(new Container { Name = "app", Env = [new("X", text)] });

        Assert.Equal(("app", "env", "X", expected), (found.References[0].Evidence.Container, found.References[0].Evidence.Field,
            found.References[0].Evidence.Variable, found.References[0].Evidence.Text));
        Assert.DoesNotContain("secret", string.Concat(found.References));
    }

    [Fact]
    public void References_come_in_the_order_of_the_template_and_once()
    {
        var container = new Container
        {
            Name = "app",
            Env = [new("B_HOST", "b"), new("A", "http://a http://a"), new("C_HOST", "c"), new("C_PORT", "80")],
            Args = ["http://d"],
        };

        Assert.Equal(["shop/b?", "shop/a", "shop/c:80", "shop/d"], Extracted.Print(Extracted.From(container)));
    }

    [Fact]
    public void The_same_peer_in_two_places_has_two_pieces_of_evidence() =>
        Assert.Equal(["shop/a", "shop/a"], Extracted.FromEnv(("A", "http://a"), ("B", "http://a")));
}
