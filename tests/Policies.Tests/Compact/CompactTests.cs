using System.Text;
using System.Text.Json;
using CsCheck;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Compact;

/// <summary>What is kept in less room than its text says the same.</summary>
public sealed class CompactTests
{
    [Theory]
    [InlineData("")]
    [InlineData("125f25f8-7ad6-4c57-95e9-726ac8abe24a")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("125F25F8-7AD6-4C57-95E9-726AC8ABE24A")]
    [InlineData("{125f25f8-7ad6-4c57-95e9-726ac8abe24a}")]
    [InlineData("uid-1")]
    public void A_uid_is_read_as_it_was_written(string uid)
    {
        Assert.Equal(uid, new CompactUid(uid).ToString());
        Assert.Equal(new CompactUid(uid), new CompactUid(uid));
    }

    [Fact]
    public void Uids_that_differ_in_letter_case_differ() =>
        Assert.NotEqual(new CompactUid("125f25f8-7ad6-4c57-95e9-726ac8abe24a"), new CompactUid("125F25F8-7AD6-4C57-95E9-726AC8ABE24A"));

    [Fact]
    public void A_literal_of_any_length_and_script_is_kept() => Gen.String.Sample(text =>
    {
        var variable = new EnvVar("A", text);

        Assert.Equal(text, variable.Value);
        Assert.Equal(variable, new EnvVar("A", text));
        Assert.Equal(variable.GetHashCode(), new EnvVar("A", text).GetHashCode());
        Assert.NotEqual(variable, new EnvVar("A", text + "x"));
    });

    [Fact]
    public void A_literal_from_bytes_equals_the_one_from_text()
    {
        const string text = "http://frontend.default.svc.cluster.local:80";

        Assert.Equal(new EnvVar("A", text), EnvVar.OfAscii("A", Encoding.ASCII.GetBytes(text)));
        Assert.NotEqual(new EnvVar("A", text), EnvVar.OfAscii("B", Encoding.ASCII.GetBytes(text)));
    }

    [Fact]
    public void Sources_of_the_same_words_are_not_each_other()
    {
        EnvVar[] variables = [new("A", "k"), new("A", null, configMap: new("k", "k")), new("A", null, secret: new("k", "k")), new("A", null, fieldPath: "k")];

        Assert.Equal(4, variables.Distinct().Count());
    }

    [Fact]
    public void The_default_list_is_the_empty_one_and_so_is_null_in_a_message()
    {
        ValueList<int> none = default;

        Assert.Equal([], none);
        Assert.Equal(none, JsonSerializer.Deserialize<ValueList<int>>("null"));
        Assert.Equal("[]", JsonSerializer.Serialize(none));
        Assert.Null(JsonSerializer.Deserialize<ValueList<int>?>("null"));
    }
}
