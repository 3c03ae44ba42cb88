using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NetpolOrleans.Cli.Manifests;

/// <summary>Reads streams of YAML documents; JSON is YAML, too.</summary>
internal static class YamlText
{
    /// <summary>The documents of a stream that could be read, in order.</summary>
    /// <param name="text">The stream.</param>
    /// <param name="file">The file, for locations.</param>
    /// <param name="report">Called for each document that could not be read; the others are.</param>
    public static IEnumerable<YamlDocument> Read(string text, string file, Action<Diagnostic> report) =>
        ManifestChunk.Split(text).SelectMany(chunk => Read(chunk, file, report));

    private static List<YamlDocument> Read(ManifestChunk chunk, string file, Action<Diagnostic> report)
    {
        List<YamlDocument> documents = [];
        var scanner = new Scanner(new StringReader(BlockScalars.EmptyFirstLines(chunk.Text)), skipComments: true);
        try
        {
            var parser = new Parser(scanner);
            parser.Consume<StreamStart>();
            while (parser.Accept<DocumentStart>(out _))
                documents.Add(new YamlComposer(parser, file, chunk.FirstLine).Read());
        }
        catch (YamlException broken)
        {
            Report(broken.Start, broken.Message.ReplaceLineEndings(" ").Trim());
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // The scanner's own failures on some broken texts, such as a bracket that is not closed before the indentation ends.
            Report(scanner.CurrentPosition, "the text is no YAML here: is a bracket or quote before it left open?");
        }
        return documents;

        void Report(Mark at, string message)
        {
            var (line, column, reason) = BrokenYaml.Of(chunk.Text, at, scanner.CurrentPosition, message);
            report(new(Severity.Error, new SourceLocation(file, chunk.FirstLine + line, column).ToString(), reason));
        }
    }
}
