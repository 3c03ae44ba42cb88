namespace NetpolOrleans.Policies.References.Reading;

/// <summary>A command whose operand is a host, followed by a port where it has one.</summary>
/// <param name="Name">The command, without its folder.</param>
/// <param name="ValueOptions">The letters of its short options that take the next word.</param>
/// <param name="Skipped">How many operands come first.</param>
/// <param name="OnlyBehind">The word that must stand in front of it, or null.</param>
/// <param name="LongOptionsTakeValues">Whether long options take the next word, but for the usual switches.</param>
/// <param name="OnlyResolves">Whether it connects to no port of the host.</param>
internal sealed record ProbeCommand(
    string Name, string ValueOptions = "", int Skipped = 0, string? OnlyBehind = null, bool LongOptionsTakeValues = false, bool OnlyResolves = false)
{
    private static readonly ProbeCommand[] Known =
    [
        new("nc", "wipsIqXxeo"), new("ncat", "wipsIqXxeo"), new("netcat", "wipsIqXxeo"), new("telnet", "elnb"),
        new("ping", "ciwWtIs", OnlyResolves: true), new("nslookup", OnlyResolves: true), new("dig", "tpcbk", OnlyResolves: true), new("getent", Skipped: 1, OnlyResolves: true),
        new("curl", "XodHuwAbceFmTxyYzKQrtUCDEhP", LongOptionsTakeValues: true), new("wget", "OoeaiPUtTwQ"),
        new("wait-for"), new("wait-for-it"), new("wait-for-it.sh"), new("wait-for.sh"), new("cqlsh", "upkf"),
        new("replicaof"), new("slaveof"), new("monitor", Skipped: 1, OnlyBehind: "sentinel"),
    ];

    private static readonly string[] Switches =
        ["silent", "show-error", "fail", "insecure", "location", "head", "verbose", "compressed", "include", "no-progress-meter"];

    /// <summary>The command that a word names, or null.</summary>
    public static ProbeCommand? Of(ReadOnlySpan<char> word, ReadOnlySpan<char> before)
    {
        word = word[(word.LastIndexOf('/') + 1)..];
        foreach (var command in Known)
            if (word.SequenceEqual(command.Name) && (command.OnlyBehind is null || before.SequenceEqual(command.OnlyBehind))) return command;
        return null;
    }

    /// <summary>Whether an option takes the next word.</summary>
    public bool TakesValue(ReadOnlySpan<char> option) => option.StartsWith("--")
        ? LongOptionsTakeValues && !Switches.Contains(option[2..].ToString())
        : ValueOptions.Contains(option[^1]);

    /// <summary>Whether an option makes the command listen: then its operands are its own.</summary>
    public bool Listens(ReadOnlySpan<char> option) =>
        Name is "nc" or "ncat" or "netcat" && (option is "--listen" || (!option.StartsWith("--") && option.Contains('l')));
}
