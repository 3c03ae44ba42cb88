using NetpolOrleans.Policies.Declarations;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.Tests.Declarations;

public sealed class GrantParserTests
{
    [Fact]
    public void A_grant_names_a_namespace_or_one_workload_of_it()
    {
        var parsed = GrantParser.Parse("team-a, team-b/deployment/web\nteam-c/StatefulSet/db.v1,");

        Assert.Equal([new("team-a"), new("team-b", "deployment", "web"), new("team-c", "StatefulSet", "db.v1")], parsed.Grants);
        Assert.Empty(parsed.Errors);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("team-a/web")]
    [InlineData("Team-A")]
    [InlineData("team-a/deployment/")]
    [InlineData("team-a/deployment/web/x")]
    [InlineData("team a")]
    [InlineData("/")]
    public void A_bad_grant_admits_nobody_and_the_others_stand(string bad)
    {
        var parsed = GrantParser.Parse($"first, {bad}, last");

        Assert.Equal([new("first"), new("last")], parsed.Grants);
        Assert.Equal((Annotations.Grants, bad), (Assert.Single(parsed.Errors).Annotation, parsed.Errors[0].Entry));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" , ")]
    public void Without_entries_nobody_is_granted_anything(string? text)
    {
        var parsed = GrantParser.Parse(text);

        Assert.Empty(parsed.Grants);
        Assert.Empty(parsed.Errors);
    }
}
