using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Kubernetes.Applying;

namespace NetpolOrleans.Kubernetes.Tests.Applying;

public sealed class RefusedWritesTests
{
    private readonly FakeTimeProvider time = new();
    private readonly RefusedWrites refused;

    public RefusedWritesTests() => refused = new(time);

    [Fact]
    public void It_is_told_until_nobody_tries_it_any_more()
    {
        Refuse("web");
        time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        var before = refused.Sentences;

        time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal("policy shop/web: forbidden", Assert.Single(before));
        Assert.Empty(refused.Sentences);
    }

    [Fact]
    public void A_hundred_are_told_and_then_those_that_come_when_the_first_are_forgotten()
    {
        for (var number = 0; number < 150; number++) Refuse($"p{number}");
        var many = refused.Sentences.Count;
        time.Advance(TimeSpan.FromMinutes(5));

        Refuse("late");

        Assert.Equal(100, many);
        Assert.Equal("policy shop/late: forbidden", Assert.Single(refused.Sentences));
    }

    private void Refuse(string policy) => refused.Note(new("shop", policy), new(ApplyOutcome.Forbidden, null, "forbidden"));
}
