using System.Text.Json.Nodes;

namespace NetpolOrleans.ApiContract.Tests;

/// <summary>One line of a watch.</summary>
public sealed record WatchFrame(string Type, JsonObject Object)
{
    public string Name => (string)Object["metadata"]!["name"]!;
    public string ResourceVersion => (string)Object["metadata"]!["resourceVersion"]!;
    public string Label => $"{Type} {Name}";
}
