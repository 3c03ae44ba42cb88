using System.Text;

namespace NetpolOrleans.Cli.Manifests;

/// <summary>Reads the texts behind the paths of a command line: files, folders, and <c>-</c> for standard input.</summary>
internal sealed class ManifestFiles(TextReader input, Action<Diagnostic> report)
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];
    private static readonly string[] Kustomizations = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The texts in the order of the paths, those of a folder in the order of their names. What cannot be read is reported.</summary>
    public IEnumerable<ManifestText> Read(IEnumerable<string> paths) => paths.SelectMany(Read);

    private IEnumerable<ManifestText> Read(string path)
    {
        if (path == "-") return [new("stdin", input.ReadToEnd())];
        if (Directory.Exists(path)) return Folder(path).Select(ReadFile).OfType<ManifestText>();
        return ReadFile(path) is { } text ? [text] : [];
    }

    /// <summary>Hidden folders and files are left out, as are links to folders, which may lead in circles, and files without an extension of manifests.</summary>
    private List<string> Folder(string path)
    {
        var found = new List<string>();
        Collect(path, found);
        found.Sort(StringComparer.Ordinal);
        foreach (var kustomization in found.Where(file => Kustomizations.Contains(Path.GetFileName(file))))
            report(new(Severity.Warning, kustomization, $"the files beside it are read as they are, without it; to apply it: kubectl kustomize {Path.GetDirectoryName(kustomization)} | netpol … -"));
        var files = found.Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) && !Kustomizations.Contains(Path.GetFileName(file))).ToList();
        if (files.Count == 0) report(new(Severity.Warning, path, $"the folder has no {string.Join(", ", Extensions)} file"));
        return files;
    }

    private void Collect(string folder, List<string> files)
    {
        try
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(entry => entry.Name[0] != '.'))
                if (entry is not DirectoryInfo) files.Add(Path.Combine(folder, entry.Name));
                else if (entry.LinkTarget is null) Collect(Path.Combine(folder, entry.Name), files);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report(new(Severity.Error, folder, Reason(e)));
        }
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
