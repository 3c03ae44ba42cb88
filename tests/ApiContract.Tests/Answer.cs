using System.Text.Json.Nodes;

namespace NetpolOrleans.ApiContract.Tests;

/// <summary>What the server said: the code and, where the body is JSON, the object.</summary>
public sealed record Answer(int Code, JsonObject Body, string Text)
{
    /// <summary>The Warning headers, as sent.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public string Name => (string)Body["metadata"]!["name"]!;
    public string Uid => (string)Body["metadata"]!["uid"]!;
    public string ResourceVersion => (string)Body["metadata"]!["resourceVersion"]!;
    public long Generation => (long)Body["metadata"]!["generation"]!;
    public string Reason => (string?)Body["reason"] ?? "";
    public string Message => (string?)Body["message"] ?? "";
    public IReadOnlyList<JsonObject> Items => [.. Body["items"]!.AsArray().Select(item => item!.AsObject())];
    public IReadOnlyList<string> ItemNames => [.. Items.Select(item => (string)item["metadata"]!["name"]!)];
    public IReadOnlyList<string> CauseFields => [.. Body["details"]!["causes"]!.AsArray().Select(cause => (string)cause!["field"]!)];

    public JsonNode? At(string path) => path.Split('.').Aggregate((JsonNode?)Body, (node, name) => node switch
    {
        JsonArray list => list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)],
        JsonObject map => map[name],
        _ => null,
    });

    public string? TextAt(string path) => At(path)?.ToString();
}
