namespace LocalKubernetes.Security;

/// <summary>Who sent a request.</summary>
internal sealed record User(string Name, IReadOnlyList<string> Groups)
{
    public static User Admin { get; } = new("kubernetes-admin", ["system:masters", "system:authenticated"]);

    public static User ServiceAccount(string scope, string name) => new(
        $"system:serviceaccount:{scope}:{name}",
        ["system:serviceaccounts", $"system:serviceaccounts:{scope}", "system:authenticated"]);
}
