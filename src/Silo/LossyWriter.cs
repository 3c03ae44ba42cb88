using System.Text;

namespace NetpolOrleans.Silo;

/// <summary>
/// Writes what is said beside the work, such as diagnostics on standard error. Where that is a full disk, or closed, it is lost: no reason to fail, or to end with another exit code.
/// </summary>
public sealed class LossyWriter(TextWriter inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Whether an exception says that a stream cannot be written: its disk is full, or somebody closed it.</summary>
    public static bool IsUnwritable(Exception e) => e is IOException or UnauthorizedAccessException;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Try(inner.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (IsUnwritable(e))
        {
            // Nobody is left to be told.
        }
    }
}
