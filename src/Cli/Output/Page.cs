using System.Globalization;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NetpolOrleans.Cli.Output;

/// <summary>Text for people, collected and then written at once: coloured on a terminal, plain in a pipe.</summary>
internal sealed class Page
{
    private const int NoWrapping = 10_000;
    private readonly StringBuilder buffer = new();
    private readonly IAnsiConsole console;
    private readonly CliIo io;

    /// <summary>An empty page for these streams.</summary>
    public Page(CliIo io)
    {
        this.io = io;
        console = AnsiConsole.Create(new()
        {
            Ansi = io.IsTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = io.IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(new StringWriter(buffer, CultureInfo.InvariantCulture) { NewLine = "\n" }),
        });
        console.Profile.Width = NoWrapping;
        console.Profile.Capabilities.Unicode = true;
    }

    /// <summary>Adds a line; the holes are plain text, the rest is Spectre's markup.</summary>
    public Page Line(FormattableString markup)
    {
        console.MarkupLineInterpolated(markup);
        return this;
    }

    /// <summary>Adds an empty line.</summary>
    public Page Line()
    {
        console.WriteLine();
        return this;
    }

    /// <summary>Adds a table or the like.</summary>
    public Page Add(IRenderable renderable)
    {
        console.Write(renderable);
        return this;
    }

    /// <summary>Writes the page to standard output.</summary>
    public void Show() => io.Out.Write(buffer.ToString());
}
