using System.Runtime.CompilerServices;
using AutoGrad.Notebook.Writing;

namespace AutoGrad.Notebook;

public sealed partial class Page
{
    /// <summary>
    /// Shows the code of the program that follows this line, up to the next call on the page that is indented no more, with what
    /// <see cref="Print"/> prints beside it. The terminal shows the output only.
    /// </summary>
    /// <param name="line">The line of the call. The compiler fills it in.</param>
    /// <param name="file">The file of the call. The compiler fills it in.</param>
    /// <remarks>The source is read where the program was compiled; if it is no longer there, the page says so.</remarks>
    public void Code([CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        ArgumentNullException.ThrowIfNull(file);
        var source = ProgramSource.Find(file);
        AddCell(source is null ? ProgramSource.Missing(file) : CSharpMarkup.ToHtml(source.SectionAfter(line)));
    }

    /// <summary>Adds the whole program, folded away until the reader opens it.</summary>
    public void Program()
    {
        var source = ProgramSource.Find(_sourcePath);
        var name = System.IO.Path.GetFileName(_sourcePath.Replace('\\', '/'));
        var code = source is null ? ProgramSource.Missing(_sourcePath) : CSharpMarkup.ToHtml(source.Text);
        Add($"(The page holds the whole program, {name}.)", $"<details><summary>The whole program, {Html.Escape(name)}</summary>{code}</details>");
    }

    private void AddCell(string code)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _body.Append(_cell?.ToHtml());
            _cell = new Cell(code);
        }
    }
}
