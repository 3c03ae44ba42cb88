using CsCheck;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.References;

public sealed class ExtractionPropertyTests
{
    /// <summary>What texts are made of that the grammar gives a meaning to.</summary>
    internal static readonly string[] Pieces =
    [
        "$", "$(", "${", "}", ")", "(", "{", "[", "]", ":", "://", "//", "/", ".", ",", ";", "=", "@", "#", " ", "\n", "\t", "\"", "'", "\\", "`", "<", ">",
        "-", "--", "_", "|", "&", "<!--", "-->", "/*", "*/", "a", "Z", "9", "http", "cart", "svc", "host", "port", "$(A)", "${A:-b}", "HOST=", "nc ",
        "for h in ", "upstream ", "[::1]", "10.0.0.1", "é", "😀", "\0", "cart.shop.svc.cluster.local", ":80", "- ", "  ", "-h ", "user:pw@",
        "server_name ", "listen ", " {\n", "_http._tcp.", "dns+", "DNS.1=", "REDIS=", ",cart.shop",
    ];

    private static readonly Gen<string> Noise = Gen.OneOf(
        Gen.String[0, 60], Gen.OneOf(Pieces).List[0, 40].Select(pieces => string.Concat(pieces)));

    private static readonly Gen<string> Name = Gen.OneOf("A", "B_HOST", "B_PORT", "C_URL", "config", "x.y", "", "é");

    [Fact]
    public void Whatever_stands_in_a_template_nothing_is_thrown() =>
        Gen.Select(Gen.Select(Name, Noise).List[0, 5], Noise.List[0, 5], Noise).Sample((env, args, file) =>
        {
            var container = new Container
            {
                Name = "app",
                Env = env.Select(variable => new EnvVar(variable.Item1, variable.Item2)).ToValueList(),
                Args = args.ToValueList(),
                EnvFrom = [new("files", "P_")],
                MountedVolumes = ["files"],
            };

            var found = Extracted.From(container, ("files", "f", file));

            Assert.All(found.References, reference =>
            {
                Assert.NotEmpty(reference.Candidates);
                Assert.InRange(reference.Evidence.Text.Length, 1, 256);
                Assert.All(reference.Candidates, target => Assert.InRange(target.Port ?? 1, 1, 65535));
            });
        }, iter: 3000);

    [Fact]
    public void The_order_of_unrelated_variables_does_not_matter()
    {
        (string, string)[] variables =
        [
            ("A_HOST", "a"), ("A_PORT", "1"), ("B_URL", "http://b:2"), ("C", "c.d.svc"), ("D", "text"), ("E_HOST", "e"), ("F", "x"), ("F_PORT", "6"),
        ];
        var expected = Extracted.FromEnv(variables).Order();

        Gen.Shuffle(variables).Sample(shuffled => Assert.Equal(expected, Extracted.FromEnv(shuffled).Order()));
    }

    [Fact]
    public void A_known_form_is_found_in_any_noise_around_it()
    {
        var words = Gen.OneOf("the", "cart", "8080", "a=b", "x: y", "-v", "--flag", "1.2.3", "\"q\"", "{", "}", "[", "]", "/p/q", ",", "$X", "$(Y)", "é")
            .List[0, 12].Select(list => string.Join(' ', list));

        Gen.Select(words, words).Sample((before, after) =>
        {
            var text = $"{before} http://needle:1234 {after} needle2.hay.svc.cluster.local {before}";

            Assert.Contains("shop/needle:1234", Extracted.FromEnv(("X", text)));
            Assert.Contains("hay/needle2", Extracted.FromArgs(text));
            Assert.Contains("hay/needle2", Extracted.FromFile(text));
        });
    }

    [Fact]
    public void Variables_that_double_each_other_do_not_explode()
    {
        var variables = Enumerable.Range(1, 60).Select(i => new EnvVar($"V{i}", $"$(V{i - 1})$(V{i - 1})")).Prepend(new("V0", "http://cart ")).ToValueList();

        var found = Extracted.From(new Container { Name = "app", Env = variables });

        Assert.Contains("shop/cart", Extracted.Print(found));
    }
}
