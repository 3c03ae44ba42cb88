using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Resolution;

/// <summary>Finds what a reference means among the things that exist.</summary>
public static class ReferenceResolver
{
    private const int LongestAliasChain = 8;

    /// <summary>Resolves one reference.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="factsOf">The facts of a target; null where its shard has not answered yet.</param>
    /// <param name="clusterDomain">The cluster's DNS domain, to follow ExternalName aliases.</param>
    public static ResolvedReference Resolve(Reference reference, Func<TargetKey, TargetFacts?> factsOf, string clusterDomain)
    {
        var interests = new List<Interest>();
        foreach (var candidate in reference.Candidates)
        {
            var first = interests.Count;
            if (candidate.Kind == TargetKind.External)
                return new(reference, Outcome.External, candidate, interests.ToValueList());

            var (outcome, target, facts) = Follow(candidate, interests, factsOf, clusterDomain);
            if (outcome == Outcome.Pending) continue;
            if (facts is not null && !CanMean(facts, candidate, reference.Certainty))
            {
                // It may be meant once the Service changes; until then its side must not open.
                for (var i = first; i < interests.Count; i++) interests[i] = interests[i] with { Ports = PortRequest.FactsOnly };
                continue;
            }
            return new(reference, Weigh(outcome, reference.Certainty), target, interests.ToValueList(), outcome == Outcome.Resolved ? facts : null);
        }

        return new(reference, Weigh(Outcome.Pending, reference.Certainty), reference.Candidates[0], interests.ToValueList());
    }

    /// <summary>
    /// Only headless Services give their pods names; and a mere <c>name:port</c> is a reference only where the Service has the
    /// port. A headless one has those of its pods as well, for nothing stands between them and the client.
    /// </summary>
    private static bool CanMean(TargetFacts facts, ReferenceTarget candidate, Certainty certainty) =>
        (candidate.Pod is null || facts.AnyPort)
        && ((certainty != Certainty.IfServiceHasPort && !candidate.IfPortExists) || candidate.Port is not { } port || facts.Alias is not null || facts.Ports.IsEmpty
            || facts.Ports.Any(each => each.Port == port || (facts.AnyPort && each.Target == port))
            || facts.PodPorts.Any(each => each.Port == port));

    /// <summary>An uncertain text that leads nowhere was no reference in the first place.</summary>
    private static Outcome Weigh(Outcome outcome, Certainty certainty) => (outcome, certainty) switch
    {
        (Outcome.Pending, not Certainty.Explicit) => Outcome.NotAReference,
        (Outcome.MissingPort, Certainty.IfServiceHasPort) => Outcome.NotAReference,
        _ => outcome,
    };

    private static (Outcome Outcome, ReferenceTarget Target, TargetFacts? Facts) Follow(
        ReferenceTarget target, List<Interest> interests, Func<TargetKey, TargetFacts?> factsOf, string clusterDomain)
    {
        for (var hops = 0; hops < LongestAliasChain; hops++)
        {
            var interest = new Interest(new(target.Kind, target.Name), PortRequest.Of(target));
            interests.Add(interest);
            var facts = factsOf(interest.Target);
            if (facts is null) return (Outcome.Unknown, target, null);
            if (!facts.Exists) return (Outcome.Pending, target, null);
            if (facts.Alias is not { } alias) return (Judge(facts, interest.Ports), target, facts);
            if (ClusterDnsName.Parse(alias, target.Port, clusterDomain) is not { } next)
                return (Outcome.External, ReferenceTarget.External(alias, target.Port), null);
            target = next with { Declared = target.Declared, PortName = target.PortName };
        }

        return (Outcome.External, target, null);
    }

    private static Outcome Judge(TargetFacts facts, PortRequest ports)
    {
        if (facts.Pods is null && facts.Blocks.IsEmpty) return Outcome.NoBackends;
        if (facts.Pods is null) return Blocks.For(facts, ports).Any() ? Outcome.Resolved : Outcome.MissingPort;
        return PortChoice.Of(facts, ports).Exists ? Outcome.Resolved : Outcome.MissingPort;
    }
}
