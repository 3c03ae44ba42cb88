using System.Text;
using CsCheck;
using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Tests.Wire;

/// <summary>Whatever arrives becomes a value: a record, or a named reason.</summary>
public sealed class UntrustedInputTests
{
    private const string Good =
        """{"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"web","namespace":"shop","uid":"u","resourceVersion":"1","labels":{"a":"b"}},"spec":{"replicas":1,"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"c","env":[{"name":"A","value":"é\u00e9\n"}],"ports":[{"containerPort":80}]}],"volumes":[{"name":"v","configMap":{"name":"c"}}]}}},"status":{"replicas":1}}""";

    [Theory]
    [InlineData("", SetAsideReason.NotJson)]
    [InlineData("nonsense", SetAsideReason.NotJson)]
    [InlineData("null", SetAsideReason.Malformed)]
    [InlineData("[]", SetAsideReason.Malformed)]
    [InlineData("{}", SetAsideReason.Nameless)]
    [InlineData("""{"kind":"Service","metadata":{"name":"s"},"spec":{"selector":{"a":"b"}}}""", SetAsideReason.WrongKind)]
    [InlineData("""{"metadata":{"name":"s"},"spec":"x"}""", SetAsideReason.Malformed)]
    [InlineData("""{"metadata":{"name":1}}""", SetAsideReason.Malformed)]
    [InlineData("""{"metadata":{"name":"s","labels":{"a":{}}}}""", SetAsideReason.Malformed)]
    [InlineData("""{"metadata":{"name":"\ud800"}}""", SetAsideReason.Malformed)]
    [InlineData("""{"metadata":{"name":"s"},"spec":{"selector":{"matchExpressions":[{"key":"a","operator":"Like"}]}}}""", SetAsideReason.Malformed)]
    [InlineData("""{"metadata":{"name":"s"},"spec":{"template":{"spec":{"containers":[{"ports":[{"containerPort":70000}]}]}}}}""", SetAsideReason.Malformed)]
    [InlineData("""{"metadata":{"name":"s"},"spec":{"template":{"spec":{"containers":[{"ports":[{"containerPort":"80"}]}]}}}}""", SetAsideReason.Malformed)]
    public void Bad_objects_have_a_reason(string json, SetAsideReason reason) => Assert.Equal(reason, Projectors.Deployment.Refuse(json).Reason);

    [Fact]
    public void A_reason_names_the_field() => Assert.Equal(
        "field 'containerPort' is a string where a whole number belongs",
        Projectors.Deployment.Refuse("""{"metadata":{"name":"s"},"spec":{"template":{"spec":{"containers":[{"ports":[{"containerPort":"80"}]}]}}}}""").Detail);

    [Fact]
    public void A_bad_object_keeps_the_name_that_it_has()
    {
        var projection = Projectors.Deployment.Project("""{"metadata":{"name":"web","namespace":"shop","uid":"u","resourceVersion":"4"},"spec":7}"""u8);

        Assert.Equal((new ObjectName("shop", "web"), "u", "4"), (projection.Name, projection.Uid, projection.ResourceVersion));
    }

    [Fact]
    public void Deep_nesting_is_set_aside()
    {
        var spec = string.Concat(Enumerable.Repeat("""{"a":""", 80)) + "1" + new string('}', 80);
        var deep = $$"""{"metadata":{"name":"x"},"spec":{{spec}} }""";

        Assert.Equal((SetAsideReason.TooDeep, "nests deeper than 64"), Projectors.Deployment.Refuse(deep));
    }

    [Fact]
    public void Size_is_bounded()
    {
        var large = $$"""{"metadata":{"name":"x"},"spec":{"a":"{{new string('x', 5 << 20)}}"} }""";

        Assert.Equal(SetAsideReason.TooLarge, Projectors.Deployment.Refuse(large).Reason);
    }

    [Fact]
    public void Maps_are_bounded()
    {
        var labels = string.Join(',', Enumerable.Range(0, 20_001).Select(i => $"\"k{i}\":\"\""));

        Assert.Equal(SetAsideReason.TooManyEntries, Projectors.Deployment.Refuse($$$"""{"metadata":{"name":"x","labels":{ {{{labels}}} } } }""").Reason);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_set_aside()
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        bytes[Good.IndexOf("web", StringComparison.Ordinal)] = 0xC3;

        Assert.Equal(SetAsideReason.InvalidUtf8, Projectors.Deployment.Project(bytes).Reason);
    }

    [Fact]
    public void A_truncated_object_is_set_aside_wherever_it_ends()
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        Assert.NotNull(Projectors.Deployment.Project(bytes).Value);

        for (var length = 0; length < bytes.Length; length++)
            Assert.Null(Projectors.Deployment.Project(bytes.AsSpan(0, length)).Value);
    }

    [Fact]
    public void Changed_bytes_never_throw() => Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Byte).List[1, 6].Sample(
        changes =>
        {
            var bytes = Encoding.UTF8.GetBytes(Good);
            foreach (var (at, value) in changes) bytes[at] = value;
            var projection = Projectors.Deployment.Project(bytes);
            return projection.Value is null == projection.IsSetAside;
        },
        iter: 5_000);

    [Fact]
    public void Escaped_field_names_are_understood() => Assert.Equal(
        "web", Projectors.Namespace.Read("""{"met\u0061data":{"n\u0061me":"web","l\u0061bels":{"\u0061":"b"}}}""").Name);
}
