using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Failover.Tests.Observing;

/// <summary>One change of one object, with no more of it than the judgement needs.</summary>
/// <param name="Version">Versions of all kinds grow together: they order events across kinds.</param>
/// <param name="At">When the test heard of it, as a timestamp.</param>
/// <param name="Name">Whose it is.</param>
internal abstract record Moment(long Version, long At, ObjectName Name)
{
    /// <summary>A policy was written, or is gone where there is none.</summary>
    public sealed record OfPolicy(long Version, long At, ObjectName Name, PolicySpec? Spec) : Moment(Version, At, Name);

    /// <summary>A Service changed; the selector is null where it has none or is gone.</summary>
    public sealed record OfService(long Version, long At, ObjectName Name, Labels? Selector) : Moment(Version, At, Name);

    /// <summary>A pod runs and calls for these Services, or does not run any more.</summary>
    public sealed record OfPod(long Version, long At, ObjectName Name, Endpoint? Endpoint, ValueList<ObjectName> Calls) : Moment(Version, At, Name);
}
