namespace LocalKubernetes.Security;

/// <summary>Whether an access is allowed, and by which binding or why it may have failed.</summary>
internal sealed record AccessDecision(bool Allowed, string Reason)
{
    public static AccessDecision Always { get; } = new(true, "");
}
