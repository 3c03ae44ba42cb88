namespace LocalKubernetes.Faults;

/// <summary>
/// What goes wrong, and when: rules for requests and events of the cluster. The same seed strikes the same requests,
/// counted rule by rule in the order in which they arrive.
/// </summary>
/// <example><code>
/// cluster.Faults = new FaultPlan(seed: 7)
///     .On(new RequestPattern { Verb = "watch" }, Fault.Reset(afterFrames: 3), probability: 0.2)
///     .At(TimeSpan.FromSeconds(10), ClusterEventKind.Compact);
/// cluster.Faults = FaultPlan.Parse("watch *: silence after 10 frames, once");
/// </code></example>
public sealed class FaultPlan(int seed = 0)
{
    private readonly Lock gate = new();
    private readonly List<FaultRule> rules = [];
    private readonly List<RuleState> states = [];
    private readonly List<ClusterEvent> events = [];

    /// <summary>What decides about probabilities and latencies.</summary>
    public int Seed { get; } = seed;

    /// <summary>The rules, in the order in which they were added.</summary>
    public IReadOnlyList<FaultRule> Rules => rules;

    /// <summary>The events of the cluster.</summary>
    public IReadOnlyList<ClusterEvent> Events => events;

    /// <summary>How often a request was struck.</summary>
    public long Injected
    {
        get { lock (gate) return states.Sum(state => (long)state.Struck); }
    }

    /// <summary>Reads a plan from its text form; the README of this library describes it.</summary>
    /// <exception cref="FormatException">A line cannot be read; the message names it.</exception>
    public static FaultPlan Parse(string text) => FaultPlanText.Read(text);

    /// <summary>
    /// A plan in which everything happens now and then: late, refused, lost and garbled answers, silent watches, stale lists, compactions,
    /// restarts, rotated certificates. A client that is up to its task comes through; the same seed gives the same weather.
    /// </summary>
    public static FaultPlan RoughWeather(int seed) => Parse($"""
        seed {seed}
        * *: latency 1ms..80ms, 20%
        create,update,patch,delete *: status 409, 2%
        create,update,patch,delete *: status 500, 2%
        * *: status 429 retry-after 1s, 2%
        * *: status 503, 3%
        get,list *: timeout 2s, 1%
        list *: cut, 2%
        list *: stale 20, 5%
        watch *: reset after 2 frames, 5%
        watch *: cut after 3 frames, 5%
        watch *: garbage after 1 frame, 3%
        watch *: expire after 4 frames, 5%
        watch *: silence after 5 frames, 1%
        watch *: bookmarks twice, 10%
        watch *: bookmarks late, 10%
        * *: goaway, 1%
        every 20s: compact
        every 25s: close watches
        every 45s: restart away 3s
        every 70s: restart without watch cache
        every 40s: rotate certificate
        """);

    /// <summary>Adds a rule.</summary>
    public FaultPlan Add(FaultRule rule)
    {
        lock (gate)
        {
            states.Add(new RuleState(new Random(HashCode(rules.Count))));
            rules.Add(rule);
        }
        return this;
    }

    /// <summary>Adds a rule that strikes a share of the matching requests.</summary>
    public FaultPlan On(RequestPattern requests, Fault fault, double probability = 1) => Add(new FaultRule(requests, fault) { Probability = probability });

    /// <summary>Adds an event of the cluster.</summary>
    /// <param name="time">When, after the plan's start.</param>
    /// <param name="kind">What happens.</param>
    /// <param name="repeats">Whether it comes again after every such time.</param>
    /// <param name="away">How long a server that restarts is away.</param>
    public FaultPlan At(TimeSpan time, ClusterEventKind kind, bool repeats = false, TimeSpan away = default)
    {
        events.Add(new ClusterEvent(kind, time) { Repeats = repeats, Away = away });
        return this;
    }

    /// <summary>The faults of a request, each with a number between 0 and 1 that settles its details.</summary>
    internal List<(Fault Fault, double Draw)> Strike(Http.RequestInfo info, string user, TimeSpan elapsed)
    {
        var faults = new List<(Fault, double)>();
        lock (gate)
            for (var index = 0; index < rules.Count; index++)
                if (rules[index].Requests.Matches(info, user) && states[index].Strikes(rules[index], elapsed, out var draw)) faults.Add((rules[index].Fault, draw));
        return faults;
    }

    // Independent of the process, unlike System.HashCode.
    private int HashCode(int index) => unchecked(Seed * 486187739 + index * 16777619 + 17);

    private sealed class RuleState(Random random)
    {
        private int seen;

        public int Struck { get; private set; }

        public bool Strikes(FaultRule rule, TimeSpan elapsed, out double draw)
        {
            draw = random.NextDouble();
            var lot = random.NextDouble();
            if (elapsed < rule.From || elapsed >= rule.Until || Struck >= rule.Times) return false;
            if (seen++ < rule.Skip || (seen - rule.Skip) % rule.Every != 0 || lot >= rule.Probability) return false;
            Struck++;
            return true;
        }
    }
}
