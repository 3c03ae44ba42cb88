using LocalKubernetes.Faults;

namespace NetpolOrleans.LocalCluster.Tests;

/// <summary>A fault plan's text form, and the plan of all kinds of faults.</summary>
public sealed class FaultPlanTests
{
    [Theory]
    [InlineData("nothing", "a colon and a fault are missing")]
    [InlineData("watch pods: explode", "unknown fault \"explode\"")]
    [InlineData("watch pods: latency 3", "\"3\" is not a time such as 250ms, 10s or 2m")]
    [InlineData("watch pods: reset, sometimes", "unknown condition \"sometimes\"")]
    [InlineData("at 3s: rain", "unknown event \"rain\"")]
    [InlineData("at 3s: compact away 2s", "only a restart takes a server away, not \"compact\"")]
    public void A_line_that_cannot_be_read_is_named(string line, string problem)
    {
        var refusal = Assert.Throws<FormatException>(() => FaultPlan.Parse("seed 3\n\n" + line));

        Assert.Equal($"line 3, \"{line}\": {problem}", refusal.Message);
    }

    [Fact]
    public void Semicolons_end_lines_too_so_that_a_plan_fits_on_a_command_line()
    {
        var plan = FaultPlan.Parse("seed 3; watch *: reset; every 30s: restart away 5s");

        Assert.Equal((3, 1), (plan.Seed, plan.Rules.Count));
        Assert.Equal(new ClusterEvent(ClusterEventKind.Restart, TimeSpan.FromSeconds(30)) { Repeats = true, Away = TimeSpan.FromSeconds(5) }, Assert.Single(plan.Events));
    }

    [Fact]
    public void Rough_weather_is_a_plan_of_every_fault()
    {
        var plan = FaultPlan.RoughWeather(7);

        Assert.Equal(7, plan.Seed);
        Assert.Equal(Enum.GetValues<FaultKind>(), plan.Rules.Select(rule => rule.Fault.Kind).Distinct().Order());
        Assert.Equal(
            Enum.GetValues<ClusterEventKind>().Except([ClusterEventKind.ExpireTokens]), // a demo has no other credentials
            plan.Events.Select(each => each.Kind).Distinct().Order());
    }

    [Fact]
    public void The_text_form_says_all_that_a_plan_can_say()
    {
        var plan = FaultPlan.Parse("""
            seed 42
            # comment
            watch networkpolicies in shop by system:serviceaccount:*: reset after 3 frames, 20%, from 10s, until 1m
            list,get *: latency 10ms..200ms, every 3, skip 5
            every 30s: restart without watch cache
            """);

        Assert.Equal((42, 2), (plan.Seed, plan.Rules.Count));
        Assert.Equal(new RequestPattern { Verb = "watch", Resource = "networkpolicies", Namespace = "shop", User = "system:serviceaccount:*" }, plan.Rules[0].Requests);
        Assert.Equal((0.2, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), 3), (plan.Rules[0].Probability, plan.Rules[0].From, plan.Rules[0].Until, plan.Rules[0].Fault.AfterFrames));
        Assert.Equal((3, 5, TimeSpan.FromMilliseconds(200)), (plan.Rules[1].Every, plan.Rules[1].Skip, plan.Rules[1].Fault.AtMost));
        Assert.Equal(new ClusterEvent(ClusterEventKind.RestartWithoutWatchCache, TimeSpan.FromSeconds(30)) { Repeats = true }, Assert.Single(plan.Events));
    }
}
