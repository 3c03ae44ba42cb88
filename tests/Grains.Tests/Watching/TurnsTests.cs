using NetpolOrleans.Grains.Watching;

namespace NetpolOrleans.Grains.Tests.Watching;

public sealed class TurnsTests
{
    private readonly TaskScheduler grain = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
    private readonly Turns turns = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_a_grain_takes_over_actions_run_one_at_a_time_in_their_order()
    {
        var (ran, running, overlaps) = (new List<int>(), 0, 0);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => turns.PostAsync(() =>
        {
            overlaps += Interlocked.Increment(ref running) - 1;
            ran.Add(number);
            Interlocked.Decrement(ref running);
        }, Cancellation)));

        Assert.Equal(Enumerable.Range(0, 200), ran);
        Assert.Equal(0, overlaps);
    }

    [Fact]
    public async Task Afterwards_they_are_turns_of_the_grain()
    {
        var before = await SchedulerAsync();

        await turns.MoveAsync(grain, action => action);

        Assert.NotSame(grain, before);
        Assert.Same(grain, await SchedulerAsync());
    }

    [Fact]
    public async Task What_is_posted_while_it_is_taken_over_waits_for_what_was_posted_before()
    {
        var ran = new List<string>();
        using var gate = new ManualResetEventSlim();
        var earlier = turns.PostAsync(() =>
        {
            gate.Wait(Cancellation);
            ran.Add("earlier");
        }, Cancellation);

        var moving = turns.MoveAsync(grain, action => action);
        Task[] later = [turns.PostAsync(() => ran.Add("later"), Cancellation), turns.PostAsync(() => ran.Add("last"), Cancellation)];
        await Task.Factory.StartNew(() => { }, Cancellation, TaskCreationOptions.None, grain); // whatever the grain's turns would do they have done
        var meanwhile = (ran.Count, moving.IsCompleted, later[0].IsCompleted);
        gate.Set();
        await Task.WhenAll([earlier, moving, .. later]);

        Assert.Equal((0, false, false), meanwhile);
        Assert.Equal(["earlier", "later", "last"], ran);
    }

    [Fact]
    public async Task A_turn_is_made_of_an_action_at_the_moment_in_which_it_is_posted()
    {
        var made = 0;
        using var gate = new ManualResetEventSlim();
        var earlier = turns.PostAsync(() => gate.Wait(Cancellation), Cancellation);
        var moving = turns.MoveAsync(grain, action =>
        {
            made++;
            return action;
        });

        var later = turns.PostAsync(() => { }, Cancellation);
        var whileHeld = made;
        gate.Set();
        await Task.WhenAll(earlier, moving, later);

        Assert.Equal((1, 1), (whileHeld, made));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_fails_is_its_posters_affair_and_the_next_one_runs(bool held)
    {
        using var gate = new ManualResetEventSlim(!held);
        var earlier = turns.PostAsync(() => gate.Wait(Cancellation), Cancellation);
        var moving = turns.MoveAsync(grain, action => action);
        if (!held) await moving;

        var failing = turns.PostAsync(() => throw new InvalidOperationException("mine"), Cancellation);
        var next = turns.PostAsync(() => { }, Cancellation);
        gate.Set();
        await Task.WhenAll(earlier, moving, next);

        Assert.Equal("mine", (await Assert.ThrowsAsync<InvalidOperationException>(() => failing)).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_called_off_before_its_turn_does_not_run(bool held)
    {
        var ran = false;
        using var stopping = new CancellationTokenSource();
        using var gate = new ManualResetEventSlim();
        var earlier = turns.PostAsync(() => gate.Wait(Cancellation), Cancellation);
        var moving = held ? turns.MoveAsync(grain, action => action) : Task.CompletedTask;

        var calledOff = turns.PostAsync(() => ran = true, stopping.Token);
        await stopping.CancelAsync();
        gate.Set();
        await Task.WhenAll(earlier, moving);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calledOff);
        Assert.False(ran);
    }

    private async Task<TaskScheduler> SchedulerAsync()
    {
        TaskScheduler? scheduler = null;
        await turns.PostAsync(() => scheduler = TaskScheduler.Current, Cancellation);
        return scheduler!;
    }
}
