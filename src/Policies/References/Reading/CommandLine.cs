using NetpolOrleans.Policies.References.Fields;

namespace NetpolOrleans.Policies.References.Reading;

/// <summary>Follows a command such as <c>nc -z kafka 9092</c> from word to word, also from one argument to the next.</summary>
internal sealed class CommandLine(ReferenceCollector collector)
{
    private readonly List<Mention> waiting = [];
    private ProbeCommand? command;
    private int skip;

    /// <summary>Whether the next words may be hosts.</summary>
    public bool IsActive => command is not null;

    /// <summary>Takes a word that may name a command; false where it names none.</summary>
    /// <param name="word">The word.</param>
    /// <param name="before">The word in front of it.</param>
    public bool Begin(ReadOnlySpan<char> word, ReadOnlySpan<char> before)
    {
        if (ProbeCommand.Of(word, before) is not { } found) return false;
        End();
        command = found;
        skip = found.Skipped;
        return true;
    }

    /// <summary>Takes an option.</summary>
    public void Option(ReadOnlySpan<char> option)
    {
        if (command is null) return;
        if (command.Listens(option)) End();
        else if (command.TakesValue(option)) skip++;
    }

    /// <summary>Whether the next word is an option's value or an operand in front of the host.</summary>
    public bool Skips()
    {
        if (skip == 0) return false;
        skip--;
        return true;
    }

    /// <summary>Takes a host; its port may follow.</summary>
    public void Host(in Mention mention) => waiting.Add(mention);

    /// <summary>Takes a number: the port of the hosts in front of it. Other numbers are values of options.</summary>
    public void Number(int? port)
    {
        if (waiting.Count == 0 || port is null) return;
        foreach (var mention in waiting) collector.Add(mention with { Port = port, Certainty = Certainty.Explicit });
        waiting.Clear();
        command = null;
    }

    /// <summary>The command ends; hosts without a port are handed on.</summary>
    public void End()
    {
        foreach (var mention in waiting)
            if (!mention.NeedsPort) collector.Add(command is { OnlyResolves: true } ? mention with { IsLookup = true } : mention);
        waiting.Clear();
        command = null;
        skip = 0;
    }
}
