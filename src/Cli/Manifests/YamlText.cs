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
        try
        {
            var parser = new Parser(new Scanner(new StringReader(chunk.Text), skipComments: true));
            parser.Consume<StreamStart>();
            while (parser.Accept<DocumentStart>(out _))
                documents.Add(new YamlComposer(parser, file, chunk.FirstLine).Read());
        }
        catch (YamlException broken)
        {
            var at = new SourceLocation(file, chunk.FirstLine + (int)broken.Start.Line, (int)broken.Start.Column);
            report(new(Severity.Error, at.ToString(), OneLine(broken)));
        }
        return documents;
    }

    private static string OneLine(YamlException broken)
    {
        var message = broken.InnerException?.Message ?? broken.Message;
        return message.ReplaceLineEndings(" ").Trim();
    }
}
