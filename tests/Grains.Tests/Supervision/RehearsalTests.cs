using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Grains.Supervision;
using NetpolOrleans.Policies;

namespace NetpolOrleans.Grains.Tests.Supervision;

public sealed class RehearsalTests
{
    [Fact]
    public void It_goes_all_the_way_to_what_would_be_written() => Assert.Equal(2, Rehearsal.Run(PolicyOptions.Default, new FakeTimeProvider()));
}
