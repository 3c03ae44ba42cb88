using System.Text;

namespace NetpolOrleans.Cli.Manifests;

/// <summary>Reads the texts behind the paths of a command line: files, folders, and <c>-</c> for standard input.</summary>
internal sealed class ManifestFiles(TextReader input, Action<Diagnostic> report)
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The texts in the order of the paths, those of a folder in the order of their names. What cannot be read is reported.</summary>
    public IEnumerable<ManifestText> Read(IEnumerable<string> paths) => paths.SelectMany(Read);

    private IEnumerable<ManifestText> Read(string path)
    {
        if (path == "-") return [new("stdin", input.ReadToEnd())];
        if (Directory.Exists(path)) return Folder(path).Select(ReadFile).OfType<ManifestText>();
        return ReadFile(path) is { } text ? [text] : [];
    }

    /// <summary>Hidden folders and files are left out, as are those without an extension of manifests.</summary>
    private List<string> Folder(string path)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };
        var files = Directory.EnumerateFiles(path, "*", options)
            .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Where(file => !Path.GetRelativePath(path, file).Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.')))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (files.Count == 0) report(new(Severity.Warning, path, $"the folder has no {string.Join(", ", Extensions)} file"));
        return files;
    }

    private ManifestText? ReadFile(string path)
    {
        try
        {
            return new(path, File.ReadAllText(path, Utf8));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            report(new(Severity.Error, path, e is DecoderFallbackException ? "the file is no UTF-8 text" : Reason(e)));
            return null;
        }
    }

    private static string Reason(Exception e) => e is FileNotFoundException or DirectoryNotFoundException ? "no such file or folder" : e.Message;
}
