using System.Text.Json.Nodes;

namespace LocalKubernetes.Tables;

/// <summary>How objects of a kind become rows.</summary>
internal sealed class TableLayout(params IReadOnlyList<Column> columns)
{
    /// <summary>For kinds that nobody gave columns.</summary>
    public static TableLayout Default { get; } = new(Column.Named, Column.CreatedAt);

    /// <summary>metav1.TableRow conditions: only finished pods have them.</summary>
    public Func<Row, JsonArray?> Conditions { get; init; } = _ => null;

    public JsonArray Definitions() => [.. columns.Select(column => column.Definition())];

    public JsonArray Cells(Row row) => [.. columns.Select(column => column.Cell(row))];
}
