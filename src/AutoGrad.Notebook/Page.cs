using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using AutoGrad.Notebook.Writing;

namespace AutoGrad.Notebook;

/// <summary>
/// The story that a program tells as it runs: each call writes to the terminal, and adds to one HTML file that needs no script, no network and no
/// other file. The file is written when the page is disposed, and also with what is there when the program is stopped (by Ctrl+C, by its terminal that
/// closes, or by a request to end), exits or fails.
/// </summary>
/// <remarks>All members may be called from any thread; what is added from several threads comes in the order of the calls.</remarks>
public sealed partial class Page : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TextWriter _terminal;
    private readonly StringBuilder _body = new();
    private readonly string _sourcePath;
    private readonly PosixSignalRegistration[] _signals;
    private Cell? _cell;
    private bool _isDisposed;

    /// <summary>Begins a page, and prints its title.</summary>
    /// <param name="title">The title, in plain text.</param>
    /// <param name="path">
    /// Where the file goes; null for the name of the program, as in <c>xor.html</c> for <c>xor.cs</c>, in the folder that the environment variable
    /// <c>AUTOGRAD_PAGES</c> names, or else in the current folder.
    /// </param>
    /// <param name="terminal">Where the plain text goes; null for the console.</param>
    /// <param name="sourcePath">The program's file. The compiler fills it in.</param>
    /// <exception cref="ArgumentException"><paramref name="title"/> is empty or white space.</exception>
    public Page(string title, string? path = null, TextWriter? terminal = null, [CallerFilePath] string sourcePath = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        Title = title;
        Path = System.IO.Path.GetFullPath(path ?? System.IO.Path.Combine(Environment.GetEnvironmentVariable("AUTOGRAD_PAGES") ?? "", FileName(title, sourcePath)));
        (_terminal, _sourcePath) = (terminal ?? Console.Out, sourcePath);
        _terminal.WriteLine($"{title}\n{new string('=', title.Length)}\n");
        Console.CancelKeyPress += SaveAtCancel;
        // Since .NET 10 these end the process without its ProcessExit.
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGTERM, SaveAtSignal), PosixSignalRegistration.Create(PosixSignal.SIGHUP, SaveAtSignal)];
        AppDomain.CurrentDomain.ProcessExit += SaveAtExit;
        AppDomain.CurrentDomain.UnhandledException += SaveAtFailure;
    }

    /// <summary>The title.</summary>
    public string Title { get; }

    /// <summary>The full path of the HTML file.</summary>
    public string Path { get; }

    /// <summary>The language of the prose, as in the attribute <c>lang</c> of HTML.</summary>
    public string Language { get; init; } = "en";

    /// <summary>
    /// The folder where each chart is written as well, as an SVG picture of its own, <c>xor-the-loss.svg</c> for the chart “The loss” of
    /// <c>xor.html</c>; null for nowhere. If nothing is said, it is what the environment variable <c>AUTOGRAD_PICTURES</c> names.
    /// </summary>
    public string? PictureFolder { get; init; } = Environment.GetEnvironmentVariable("AUTOGRAD_PICTURES");

    /// <summary>The page as it stands, in HTML that is also well-formed XML.</summary>
    public override string ToString()
    {
        lock (_gate)
            return Skeleton.Write(Title, Language, _body + _cell?.ToHtml());
    }

    /// <summary>Writes the page as it stands, and its pictures. A reader of a file sees the old one or the new one, and never a part.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public void Save()
    {
        lock (_gate)
        {
            Write(Path, ToString());
            SavePictures();
        }
    }

    /// <summary>Writes the file and says where it is. Later calls do nothing.</summary>
    /// <inheritdoc cref="Save" path="/exception"/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            Unhook();
            Save();
            _terminal.WriteLine($"The page: {Path}");
        }
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var beside = $"{path}.{Environment.ProcessId}.part";
        try
        {
            File.WriteAllText(beside, text);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    // Each part of the page goes through here: its plain text first, so that a reader at the terminal sees it as soon as it is there.
    private void Add(string plain, string html)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var space = _cell?.Output.Length > 0 ? "\n" : "";
            _terminal.WriteLine($"{space}{plain.TrimEnd()}\n");
            _body.Append(_cell?.ToHtml()).Append(html).Append('\n');
            _cell = null;
        }
    }

    private void SaveAtCancel(object? sender, ConsoleCancelEventArgs e) => SaveAtExit(sender, e);

    private void SaveAtSignal(PosixSignalContext context) => SaveAtExit(null, EventArgs.Empty);

    private void SaveAtFailure(object? sender, UnhandledExceptionEventArgs e) => SaveAtExit(sender, e);

    // The program is ending in another way: there is nobody left to catch anything.
    private void SaveAtExit(object? sender, EventArgs e)
    {
        try
        {
            Save();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Page: could not write {Path}. {exception.Message}");
        }
    }

    private void Unhook()
    {
        Console.CancelKeyPress -= SaveAtCancel;
        Array.ForEach(_signals, signal => signal.Dispose());
        AppDomain.CurrentDomain.ProcessExit -= SaveAtExit;
        AppDomain.CurrentDomain.UnhandledException -= SaveAtFailure;
    }

    // Most programs of a project are called Program.cs, which names nothing: the title does.
    private static string FileName(string title, string sourcePath)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(sourcePath.Replace('\\', '/'));
        if (name is "" or "Program")
            name = Words(title);
        return $"{(name.Length == 0 ? "page" : name)}.html";
    }

    // The letters and digits of a title, as a part of the name of a file.
    private static string Words(string title) =>
        string.Join('-', new string([.. title.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
