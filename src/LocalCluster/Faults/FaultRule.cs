namespace LocalKubernetes.Faults;

/// <summary>A fault, the requests that it concerns, and which of them it strikes.</summary>
public sealed record FaultRule(RequestPattern Requests, Fault Fault)
{
    /// <summary>The share of the requests that are struck, from 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>How many matching requests pass before the first can be struck.</summary>
    public int Skip { get; init; }

    /// <summary>Strikes every so many requests.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Strikes at most so often; null without end.</summary>
    public int? Times { get; init; }

    /// <summary>Strikes from this time after the plan's start.</summary>
    public TimeSpan From { get; init; }

    /// <summary>Strikes until this time after the plan's start.</summary>
    public TimeSpan Until { get; init; } = TimeSpan.MaxValue;
}
