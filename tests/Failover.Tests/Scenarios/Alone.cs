namespace NetpolOrleans.Failover.Tests.Scenarios;

/// <summary>Every scenario runs several processes and measures time: two at once would measure each other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
