using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Kubernetes.Applying;

/// <summary>What a refused write means, by status and machine-readable reason; a conflict needs a second look at the object.</summary>
internal static class ApplyTable
{
    private const string TerminatingCause = "NamespaceTerminating";

    public static ApplyOutcome OutcomeOf(string verb, ApiStatus status) => status.Code switch
    {
        401 => ApplyOutcome.Unauthorized,
        403 when status.Has(TerminatingCause) => ApplyOutcome.NamespaceTerminating,
        403 => ApplyOutcome.Forbidden,
        404 when verb == "create" => ApplyOutcome.NamespaceGone,
        404 => ApplyOutcome.Gone,
        409 when status.Has(TerminatingCause) => ApplyOutcome.NamespaceTerminating,
        409 => ApplyOutcome.Conflict,
        429 => ApplyOutcome.Throttled,
        >= 500 => ApplyOutcome.ServerError,
        _ => ApplyOutcome.Invalid,
    };
}
