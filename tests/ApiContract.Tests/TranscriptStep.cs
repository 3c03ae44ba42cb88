namespace NetpolOrleans.ApiContract.Tests;

/// <summary>One command of a transcript.</summary>
/// <param name="Comment">The lines before it.</param>
/// <param name="Command">What was typed, with its here-document.</param>
/// <param name="Output">What a real cluster answered, its accidents made equal.</param>
internal sealed record TranscriptStep(string Comment, string Command, string Output);
