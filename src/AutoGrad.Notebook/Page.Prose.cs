using AutoGrad.Notebook.Writing;

namespace AutoGrad.Notebook;

public sealed partial class Page
{
    /// <summary>Adds prose in Markdown (CommonMark, with tables); a heading <c>#</c> stands one level below the title. HTML in it is shown, not used.</summary>
    /// <param name="markdown">The prose. The terminal shows it as it is written.</param>
    /// <exception cref="ArgumentException">It shows an image from elsewhere, which a self-contained page cannot.</exception>
    public void Text(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        Add(markdown, Prose.ToHtml(markdown));
    }

    /// <summary>Adds a line of output: beside the code, if <see cref="Code"/> was the last call, and else by itself.</summary>
    /// <param name="value">What to print, as <see cref="Console.WriteLine(object)"/> does; numbers in the invariant culture.</param>
    public void Print(object? value)
    {
        var line = value is IFormattable formattable ? formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture) : $"{value}";
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _terminal.WriteLine(line);
            _cell ??= new Cell(code: null);
            _cell.Output.Append(line).Append('\n');
        }
    }
}
