using NetpolOrleans.Policies.References.Fields;

namespace NetpolOrleans.Policies.References.Reading;

/// <summary>
/// The blocks around the current place of a text, by indentation and by braces; each has its own group of fields. Deeper than a hundred
/// they are not told apart: that costs a pairing of host and port, never a mention.
/// </summary>
internal sealed class Blocks(Func<FieldGroup> newGroup)
{
    private const int Deepest = 100;
    private readonly List<Block> open = [];
    private readonly Stack<FieldGroup> unused = [];
    private int lineIndent;
    private int tooDeep;

    /// <summary>The fields of the innermost block.</summary>
    public FieldGroup Group => open[^1].Group;

    /// <summary>The field that the innermost block is the value of.</summary>
    public CurrentField Parent => open[^1].Parent;

    /// <summary>Whether braces surround the place, so that indentation says nothing.</summary>
    public bool InBraces => open[^1].IsBrace;

    /// <summary>A text begins, which is the value of a field or of none.</summary>
    public void Start(CurrentField outer, FieldGroup? group)
    {
        open.Clear();
        open.Add(new(group ?? Unused(), 0, false, outer, default));
        lineIndent = tooDeep = 0;
    }

    /// <summary>A field of the innermost block begins: a deeper block is its value.</summary>
    public void Begin(CurrentField field) => open[^1] = open[^1] with { Last = field };

    /// <summary>A line begins.</summary>
    /// <param name="indent">The column of its content.</param>
    /// <param name="item">The column of its list marker, or -1.</param>
    public void Line(int indent, int item)
    {
        var column = item >= 0 ? item : indent;
        lineIndent = column;
        while (open.Count > 1 && open[^1].Indent > column) Pop();
        if (InBraces) return;
        if (open[^1].Indent < column) Push(column, Field());
        if (item >= 0) Push(indent, Field());
    }

    /// <summary>A section or a document begins.</summary>
    public void Section()
    {
        while (open.Count > 1) Pop();
        Group.Close();
        open[0] = open[0] with { Last = default };
    }

    /// <summary>A brace opens.</summary>
    public void Open(CurrentField field)
    {
        if (open.Count >= Deepest) tooDeep++;
        else open.Add(new(Unused(), lineIndent, true, CurrentField.None(field.Group) with { IsNeverCalled = field.IsNeverCalled, HoldsLabels = field.HoldsLabels }, default));
    }

    /// <summary>A brace closes; one that none opened is passed over.</summary>
    public void Close()
    {
        if (tooDeep > 0)
        {
            tooDeep--;
            return;
        }
        var brace = open.FindLastIndex(block => block.IsBrace);
        while (brace > 0 && open.Count > brace) Pop();
    }

    /// <summary>The text ends.</summary>
    /// <param name="keepGroup">Whether the outermost fields go on in another text.</param>
    public void Finish(bool keepGroup)
    {
        while (open.Count > 1) Pop();
        if (!keepGroup) Pop();
    }

    private CurrentField Field() => open[^1].Last.Group is null ? open[^1].Parent : open[^1].Last;

    private void Push(int indent, CurrentField parent)
    {
        if (open.Count < Deepest) open.Add(new(Unused(), indent, false, parent, default));
    }

    private FieldGroup Unused() => unused.TryPop(out var group) ? group : newGroup();

    private void Pop()
    {
        open[^1].Group.Close();
        unused.Push(open[^1].Group);
        open.RemoveAt(open.Count - 1);
    }

    private readonly record struct Block(FieldGroup Group, int Indent, bool IsBrace, CurrentField Parent, CurrentField Last);
}
