using CsCheck;

namespace NetpolOrleans.Policies.Tests.Sharding;

/// <summary>Invariant I1 of docs/architecture.md: whatever happened, and in whatever order, the same objects give the same policies.</summary>
public sealed class ShardModelProperties
{
    private static readonly Gen<(Change Change, bool Settles)[]> Schedule = Gen.Select(Changes.One, Gen.Bool).Array[1, 40];

    [Fact]
    public void Any_schedule_of_changes_ends_as_a_fresh_look_at_the_objects() =>
        Gen.Select(Changes.Options, Schedule).Sample((options, schedule) =>
        {
            var shard = new OneShard(options);

            foreach (var (change, settles) in schedule) shard.Take(change, settles);
            shard.EndAllPods();

            Assert.Equal(shard.Expected, shard.Seen.ToString());
        }, iter: 3_000);

    [Fact]
    public void Shards_that_exchange_claims_and_facts_end_as_one_model_of_the_whole_cluster() =>
        Gen.Select(Changes.Options, Gen.Select(Changes.One, Gen.Int[0, 100]).Array[1, 40]).Sample((options, schedule) =>
        {
            var federation = new Federation(options);

            foreach (var (change, dice) in schedule) federation.Take(change, deliveries: dice % 4, dice);
            federation.EndAllPods();

            Assert.Equal(federation.Expected, federation.Seen.ToString());
        }, iter: 3_000);
}
