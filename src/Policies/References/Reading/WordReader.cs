using NetpolOrleans.Policies.References.Fields;
using NetpolOrleans.Policies.References.Hosts;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.References.Reading;

/// <summary>Judges one word, or the hosts of one URL, by its own form and by the field that it is the value of.</summary>
internal sealed class WordReader(ReferenceCollector collector, CommandLine command, ValueList<string> serverTokens)
{
    private const string BashSocket = "/dev/tcp/";
    private const int MostPorts = 8;
    private string text = "";
    private TextKind kind;
    private Origin origin = new(null, "", null);

    /// <summary>A text begins.</summary>
    public void Start(string content, TextKind of, Origin from) => (text, kind, origin) = (content, of, from);

    /// <summary>Reads the hosts of a URL: all of them are meant as hosts.</summary>
    public void Url(Token token, CurrentField field, IReadOnlySet<string> localNames)
    {
        var scheme = text.AsSpan(token.Start, token.Indent - 3 - token.Start);
        if (field.IsNeverCalled || !Schemes.HasHost(scheme)) return;
        var hosts = new Authority(text, token.Indent);
        while (hosts.MoveNext())
        {
            var host = text.AsMemory(hosts.Host);
            if (localNames.Count > 0 && localNames.Contains(host.ToString())) continue;
            var shown = $"{scheme}://{host}{(hosts.Port is { } port ? $":{port}" : "")}";
            collector.Add(Mention(host, Certainty.Explicit, mayBeExternal: true) with { Port = hosts.Port, Text = shown.AsMemory() });
        }
    }

    /// <summary>Reads a word.</summary>
    /// <param name="token">The word.</param>
    /// <param name="field">The field that it belongs to.</param>
    /// <param name="isWhole">Whether it is the field's whole value, or one element of it.</param>
    public void Word(Token token, CurrentField field, bool isWhole)
    {
        var isOptionValue = command.IsActive && command.Skips();
        var word = text.AsSpan(token.Start, token.End - token.Start);
        Effort.Spend(word.Length + field.Name.Length);
        if (word is [':', .. var port] && FieldName.IsPortOfSomething(field.Name.Span) && PortNumber.Parse(port) is not null) word = port; // API_PORT=:8080
        if (!word.ContainsAnyExceptInRange('0', '9'))
        {
            if (PortNumber.Parse(word) is not { } number || isOptionValue) return;
            if (command.IsActive && !field.IsHostLike && !FieldName.IsPortLike(field.Name.Span)) command.Number(number);
            else if (FieldName.IsPortLike(field.Name.Span)) field.Group.AddPort(field.Name, number);
            else if (field.IsHostLike) field.Group.SetPort(field.Name, number); // Server=sql,1433
            return;
        }
        if (field.IsNeverCalled || ReadAddress(token, field, isWhole) || ReadByForm(token, field, isWhole)) return;
        if (isOptionValue && !field.IsOption) return; // a header of curl: -H 'Host: cart'
        var isOperand = command.IsActive && !isOptionValue && !field.IsHostLike;
        if (Bare(token, mayHavePath: isOperand || FieldName.IsUrlLike(field.Name.Span), field.IsHostLike) is not { } run) return;
        if (isOperand) command.Host(Operand(run, token));
        else if (isWhole) Whole(run, field, HostLeads.IsLookup(word));
    }

    /// <summary>The value of an option that is glued to its letter: <c>mysql -hdb</c>.</summary>
    public void Glued(int start, int end) =>
        collector.Add(Mention(text.AsMemory(start..end), Certainty.IfServiceExists, mayBeExternal: false));

    private bool ReadAddress(Token token, CurrentField field, bool isWhole)
    {
        if (text[token.Start] == '[')
        {
            var length = BracketedAddress.Length(text, token.Start);
            if (length == 0) return false;
            var certainty = field.IsHostLike ? Certainty.Explicit : Certainty.IfServiceExists;
            var (port, _) = PortSuffix.After(text, token.Start + length);
            collector.Add(Mention(text.AsMemory(token.Start + 1, length - 2), certainty, mayBeExternal: false) with { Port = port });
            return true;
        }
        if (!isWhole || AddressLiteral.Normalize(text.AsSpan(token.Start, token.End - token.Start)) is null) return false;
        Whole(new(token.Start, token.End, null, token.End, HostLead.Start), field, isLookup: false);
        return true;
    }

    /// <summary>Finds what is a host by its form: <c>host:port</c>, and names that end with <c>.svc</c> or the cluster's domain.</summary>
    private bool ReadByForm(Token token, CurrentField field, bool isWhole)
    {
        if (text.AsSpan(token.Start, token.End - token.Start).StartsWith(BashSocket)) return ReadBashSocket(token);
        var found = false;
        for (var next = HostRun.Next(text, token.Start, token.Start, token.End); next is { } run; next = HostRun.Next(text, token.Start, run.After, token.End))
        {
            if (run.Lead == HostLead.Other || run.Start == run.End) continue;
            if (run.Port is { } port && run.EndsCleanly(text, token.End)) found |= HostAndPort(run, port, token, field);
            else if (run.Lead is HostLead.Start or HostLead.Colon && run.Port is null) found |= Qualified(run, token, field, isWhole);
        }
        return found;
    }

    private bool HostAndPort(HostRun run, int port, Token token, CurrentField field)
    {
        var host = text.AsMemory(run.Start..run.End);
        var isDotted = IsDotted(host.Span);
        var isAddress = isDotted && AddressLiteral.IsDottedDigits(host.Span);
        if (run.Lead == HostLead.Slash && !isDotted) return false; // an image: library/redis:7
        var certainty = field.IsHostLike || (isDotted && !isAddress && run.Lead != HostLead.Slash) ? Certainty.Explicit
            : isAddress ? Certainty.IfServiceExists
            : Certainty.IfServiceHasPort;
        var mention = Mention(host, certainty, isDotted && run.Lead != HostLead.Slash);
        var left = MostPorts; // zoo-0.zoo:2888:3888
        for (var (number, after) = ((int?)port, run.After); number is not null && left-- > 0; (number, after) = PortSuffix.After(text, after))
            collector.Add(mention with { Port = number, Text = text.AsMemory(run.Start..Math.Min(after, token.End)), Order = collector.NextOrder() });
        return true;
    }

    private bool Qualified(HostRun run, Token token, CurrentField field, bool isWhole)
    {
        var host = text.AsMemory(run.Start..run.End);
        // frontend.default.svc.$(CLUSTER_DOMAIN): whatever the domain, it is the cluster's.
        var endsAtVariable = run.After < token.End && text[run.After] == '$' && host.Span[^1] == '.';
        if (!endsAtVariable && !run.EndsCleanly(text, token.End)) return false;
        var isService = SrvName.Fits(host.Span);
        if (!isService && !host.Span.Contains(".svc", StringComparison.OrdinalIgnoreCase) && !host.Span.Contains(".pod", StringComparison.OrdinalIgnoreCase)) return false;
        if (HostName.Normalize(host.Span) is not { } name || !(isService || collector.Names.IsQualified(name))) return false;
        var (port, _) = endsAtVariable ? PortSuffix.After(text, run.After + OpaqueVariable.Length(text, run.After)) : (null, 0);
        var mention = Mention(host, Certainty.Explicit, mayBeExternal: false) with { Field = field.Name, Port = port };
        if (command.IsActive && port is null) command.Host(mention);
        else if (isWhole && run.Start == token.Start && run.End == token.End) field.Group.Add(mention);
        else collector.Add(mention);
        return true;
    }

    private bool ReadBashSocket(Token token)
    {
        var parts = text[(token.Start + BashSocket.Length)..token.End].Split('/');
        if (parts is not [var host, var port]) return true;
        collector.Add(Mention(host.AsMemory(), Certainty.Explicit, mayBeExternal: true) with { Port = PortNumber.Parse(port) });
        return true;
    }

    /// <summary>The host that the whole word is, but for a path or a port that only the cluster knows; null where it is none.</summary>
    private HostRun? Bare(Token token, bool mayHavePath, bool isHostLike)
    {
        var start = token.Start + HostLeads.PrefixLength(text.AsSpan(token.Start, token.End - token.Start));
        if (HostRun.Next(text, token.Start, start, token.End) is not { Lead: HostLead.Start } run) return null;
        if (run.After == token.End) return run.After == run.End || isHostLike || IsVariable(run) ? run : null;
        return (text[run.After] == '/' && mayHavePath) || (text[run.After] == '\\' && isHostLike) ? run : null;
    }

    private void Whole(HostRun run, CurrentField field, bool isLookup)
    {
        var host = text.AsMemory(run.Start..run.End);
        var isDotted = IsDotted(host.Span);
        var meansHost = field.IsHostLike || isLookup || IsVariable(run);
        if (!meansHost && isDotted && !QualifiedShape.Fits(host.Span)) return;
        var certainty = meansHost && isDotted ? Certainty.Explicit : Certainty.IfServiceExists;
        var needsPort = !meansHost && !isDotted;
        var mention = Mention(host, certainty, meansHost && isDotted) with { Field = field.Name, NeedsPort = needsPort, NamesServer = needsPort && IsServer(field) };
        if (!field.Name.IsEmpty) field.Group.Add(mention);
        else if (!mention.NeedsPort) collector.Add(mention);
    }

    /// <summary>Whether the port is a variable that nothing resolved: <c>redis:$(PORT)</c> says host, too.</summary>
    private bool IsVariable(HostRun run) => run.After > run.End + 1 && text[run.End + 1] == '$';

    private bool IsServer(CurrentField field) => kind is TextKind.Value && FieldName.EndsWith(field.Name.Span, serverTokens);

    private static bool IsDotted(ReadOnlySpan<char> host) => host[..^1].ContainsAny('.', ':');

    /// <summary>A command's operand. A file may be prose, where "ping the cart" says nothing unless a port or a path follows.</summary>
    private Mention Operand(HostRun run, Token token)
    {
        var host = text.AsMemory(run.Start..run.End);
        var isDotted = IsDotted(host.Span);
        return Mention(host, isDotted ? Certainty.Explicit : Certainty.IfServiceExists, isDotted) with
        {
            NeedsPort = kind is TextKind.File && !isDotted && run.End == token.End,
        };
    }

    private Mention Mention(ReadOnlyMemory<char> host, Certainty certainty, bool mayBeExternal)
    {
        Effort.Spend(host.Length);
        return new()
        {
            Host = host,
            Text = host,
            Certainty = certainty,
            MayBeExternal = mayBeExternal,
            Origin = origin,
            Order = collector.NextOrder(),
        };
    }
}
