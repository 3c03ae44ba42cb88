namespace NetpolOrleans.Cli.Manifests;

/// <summary>A text that may hold manifests.</summary>
/// <param name="File">The path as it was given, or <c>stdin</c>.</param>
/// <param name="Text">The content.</param>
internal sealed record ManifestText(string File, string Text);
