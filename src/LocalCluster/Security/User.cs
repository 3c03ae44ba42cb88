namespace LocalKubernetes.Security;

/// <summary>Who sent a request.</summary>
internal sealed record User(string Name, IReadOnlyList<string> Groups)
{
    private const string Accounts = "system:serviceaccount:";

    public static User Admin { get; } = new("kubernetes-admin", ["system:masters", "system:authenticated"]);

    public static User Anonymous { get; } = new("system:anonymous", ["system:unauthenticated"]);

    public string Uid { get; init; } = "";

    /// <summary>Members of system:masters may do everything.</summary>
    public bool IsMaster => Groups.Contains("system:masters");

    public static User ServiceAccount(string scope, string name) => new(
        $"{Accounts}{scope}:{name}",
        ["system:serviceaccounts", $"system:serviceaccounts:{scope}", "system:authenticated"]);

    /// <summary>Somebody known by a name alone.</summary>
    public static User Named(string name, IReadOnlyList<string> groups)
    {
        var (scope, account) = AccountOf(name);
        if (scope.Length > 0) return groups.Count == 0 ? ServiceAccount(scope, account) : new User(name, [.. groups, "system:authenticated"]);
        if (name == Anonymous.Name) return Anonymous;
        return new User(name, [.. groups.Where(group => group != "system:authenticated"), "system:authenticated"]);
    }

    /// <summary>The namespace and name of a ServiceAccount's user name; empty for other users.</summary>
    public static (string Namespace, string Name) AccountOf(string user) =>
        user.StartsWith(Accounts, StringComparison.Ordinal) && user[Accounts.Length..].Split(':') is [var scope, var name] ? (scope, name) : ("", "");
}
