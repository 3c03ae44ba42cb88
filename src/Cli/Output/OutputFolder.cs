namespace NetpolOrleans.Cli.Output;

/// <summary>Writes files into a folder, all or none: they are written beside it first and moved when the last one is complete.</summary>
internal static class OutputFolder
{
    /// <summary>Writes the files; others that are there stay.</summary>
    /// <exception cref="CommandFailedException">They could not be written; then the folder is as it was.</exception>
    public static void Write(string folder, IEnumerable<(string Name, string Text)> files)
    {
        var staging = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + $".{Guid.NewGuid():N}.partial";
        try
        {
            Directory.CreateDirectory(staging);
            foreach (var (name, text) in files) File.WriteAllText(Path.Combine(staging, name), text);
            Directory.CreateDirectory(folder);
            var moves = Directory.GetFiles(staging).Select(file => (From: file, To: Path.Combine(folder, Path.GetFileName(file)))).ToList();
            if (moves.Find(move => Directory.Exists(move.To)) is { To: { } inTheWay }) throw new IOException($"'{inTheWay}' is a folder");
            foreach (var (from, to) in moves) File.Move(from, to, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"the folder '{folder}' cannot be written: {e.Message}");
        }
        finally
        {
            if (Directory.Exists(staging)) Directory.Delete(staging, recursive: true);
        }
    }
}
