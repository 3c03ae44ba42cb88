using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Abstractions.Watching;

/// <summary>The answer to an announcement.</summary>
/// <param name="Accepted">Whether both epochs were current; if not, the sender waits for the next view and announces again.</param>
/// <param name="Facts">The facts of all targets that were named.</param>
public sealed record AnnounceReply(bool Accepted, ValueList<TargetFacts> Facts);
