using NetpolOrleans.Policies.Declarations;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.Tests.Declarations;

public sealed class DeclarationParserTests
{
    [Theory]
    [InlineData("service:redis", "Service shop/redis")]
    [InlineData("service:cache/redis 6379", "Service cache/redis 6379")]
    [InlineData("workload:Deployment/web", "Workload shop/web Deployment")]
    [InlineData("workload:team-b/deployment/web.v1 8080,9090", "Workload team-b/web.v1 deployment 8080 9090")]
    [InlineData("namespace:monitoring 9090-9100", "Namespace monitoring/ 9090-9100")]
    [InlineData("cidr:10.0.0.0/8", "Cidr 10.0.0.0/8")]
    [InlineData("cidr:10.0.0.0/8!10.1.0.0/16!10.2.0.0/16 443", "Cidr 10.0.0.0/8!10.1.0.0/16!10.2.0.0/16 443")]
    [InlineData("cidr:2001:DB8::/32!2001:db8:1::/48 443", "Cidr 2001:db8::/32!2001:db8:1::/48 443")]
    [InlineData("cidr:0.0.0.0/0", "Cidr 0.0.0.0/0")]
    [InlineData("apiserver", "ApiServer")]
    [InlineData("apiserver 6443", "ApiServer 6443")]
    [InlineData("any 53/UDP,53", "Any 53/UDP 53")]
    [InlineData("service:sip 5060/sctp,http-alt,5000-5010/udp", "Service shop/sip 5060/SCTP http-alt 5000-5010/UDP")]
    [InlineData("service:redis 80-80", "Service shop/redis 80")]
    [InlineData("  service:redis \t 80 , 81  ", "Service shop/redis 80 81")]
    public void An_entry_names_a_peer_and_its_ports(string text, string expected)
    {
        var parsed = Parse(text);

        Assert.Empty(parsed.Errors);
        Assert.Equal(expected, Print(Assert.Single(parsed.Entries)));
    }

    [Fact]
    public void Entries_stand_between_semicolons_and_on_lines_of_their_own()
    {
        var parsed = Parse("service:a; service:b 80;\n\nnamespace:c\r\n;any;");

        Assert.Equal(["Service shop/a", "Service shop/b 80", "Namespace c/", "Any"], parsed.Entries.Select(Print));
        Assert.Empty(parsed.Errors);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ;\n; ")]
    public void An_annotation_without_entries_declares_nothing(string? text) => Assert.Equal(ParsedDeclarations.None, Parse(text));

    [Theory]
    [InlineData("redis")]
    [InlineData("service:")]
    [InlineData("service:Redis")]
    [InlineData("service:a/b/c")]
    [InlineData("service:-a")]
    [InlineData("workload:web")]
    [InlineData("workload:a/b/c/d")]
    [InlineData("workload:Deploy-ment/web")]
    [InlineData("namespace:")]
    [InlineData("namespace:a/b")]
    [InlineData("namespace:*")]
    [InlineData("cidr:10.0.0.1/8")]
    [InlineData("cidr:10.0.0.0")]
    [InlineData("cidr:10.0.0.0/33")]
    [InlineData("cidr:10.0.0.0/+8")]
    [InlineData("cidr:10/8")]
    [InlineData("cidr:010.0.0.0/8")]
    [InlineData("cidr:10.0.0.0/8!11.0.0.0/16")]
    [InlineData("cidr:10.0.0.0/8!10.0.0.0/8")]
    [InlineData("cidr:10.0.0.0/8!")]
    [InlineData("cidr:10.0.0.0/8!fd00::/16")]
    [InlineData("apiserver:x")]
    [InlineData("any:")]
    [InlineData("Any")]
    [InlineData("service:redis 0")]
    [InlineData("service:redis 65536")]
    [InlineData("service:redis 90-80")]
    [InlineData("service:redis 80,")]
    [InlineData("service:redis 80/ICMP")]
    [InlineData("service:redis 80 81")]
    [InlineData("service:redis a-name-that-is-too-long")]
    [InlineData("service:redis 1-2-3")]
    public void A_bad_entry_is_an_error_and_the_others_stand(string bad)
    {
        var parsed = Parse($"service:first 80; {bad}; service:last");

        Assert.Equal(["Service shop/first 80", "Service shop/last"], parsed.Entries.Select(Print));
        var error = Assert.Single(parsed.Errors);
        Assert.Equal(Annotations.Egress, error.Annotation);
        Assert.Equal(bad, error.Entry);
        Assert.NotEmpty(error.Message);
    }

    [Fact]
    public void Errors_show_long_entries_shortened()
    {
        var error = Assert.Single(Parse("service:" + new string('x', 5000)).Errors);

        Assert.Equal(256, error.Entry.Length);
    }

    private static ParsedDeclarations Parse(string? text) => DeclarationParser.Parse(Annotations.Egress, text, "shop");

    private static string Print(Declaration declaration)
    {
        var peer = declaration.Peer;
        string?[] parts =
        [
            peer.Kind.ToString(),
            peer.Object == default ? null : peer.Object.ToString(),
            peer.WorkloadKind,
            peer.Block is { } block ? string.Join('!', block.Except.Prepend(block.Cidr)) : null,
            .. declaration.Ports.Select(port =>
                $"{port.Port}{(port.EndPort is { } end ? $"-{end}" : "")}{(port.Protocol == Values.Protocol.TCP ? "" : $"/{port.Protocol}")}"),
        ];
        return string.Join(' ', parts.Where(part => part is not null));
    }
}
