using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace AutoGrad.Notebook.Tests.Browser;

/// <summary>The process of a browser, with a profile of its own: it listens at a port that it chose, and leaves nothing behind.</summary>
internal sealed class ChromiumProcess : IDisposable
{
    private const string Listening = "DevTools listening on ";
    private const string PathVariable = "CHROME_PATH";

    private readonly Process _process;
    private readonly string _profile;

    public ChromiumProcess()
    {
        _profile = Directory.CreateTempSubdirectory("chromium").FullName;
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-breakpad", "--disable-crash-reporter", "--no-first-run",
            "--disable-background-networking", "--no-proxy-server", "--hide-scrollbars", "--remote-debugging-port=0", $"--user-data-dir={_profile}", "about:blank",
        ];
        var start = new ProcessStartInfo(Executable!, arguments) { RedirectStandardError = true };
        // What it keeps elsewhere would outlive it, and the user may have no such folders.
        foreach (var variable in new[] { "HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME" })
            start.Environment[variable] = _profile;
        try
        {
            _process = Process.Start(start)!;
        }
        catch
        {
            Directory.Delete(_profile, recursive: true);
            throw;
        }
        try
        {
            Address = ReadAddress();
        }
        catch
        {
            Dispose();
            throw;
        }
        // What it says later is of no interest, but it must not wait for a reader.
        _ = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>How long any one answer may take: a machine with much else to do needs a minute for what otherwise takes a second.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(3);

    /// <summary>The browser: what CHROME_PATH names, or the first of the usual names on the path; null if there is none.</summary>
    public static string? Executable { get; } = Find();

    /// <summary>Why no browser can be used here, or null if one can. One that CHROME_PATH names has to start; another may be no more than a stub.</summary>
    public static string? Missing { get; } = FindWhatIsMissing();

    /// <summary>Where the browser listens.</summary>
    public Uri Address { get; }

    public void Dispose()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended, or some of its children have meanwhile.
        }
        _process.WaitForExit(Patience);
        _process.Dispose();
        DeleteProfile();
    }

    private Uri ReadAddress()
    {
        var said = new StringBuilder();
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            var line = _process.StandardError.ReadLineAsync(deadline.Token).AsTask().GetAwaiter().GetResult()
                ?? throw new InvalidOperationException($"{Executable} ended before it listened. {said}");
            if (line.StartsWith(Listening, StringComparison.Ordinal))
                return new Uri(line[Listening.Length..]);
            said.AppendLine(line);
        }
    }

    // A process of the browser that is just ending may still write here.
    private void DeleteProfile()
    {
        for (var clock = Stopwatch.StartNew(); Directory.Exists(_profile) && clock.Elapsed < Patience; Thread.Sleep(50))
        {
            try
            {
                Directory.Delete(_profile, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Again.
            }
        }
    }

    private static string? Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string[] names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).Prepend(Environment.GetEnvironmentVariable(PathVariable) ?? "").FirstOrDefault(File.Exists);
    }

    private static string? FindWhatIsMissing()
    {
        if (Executable is null)
            return $"There is no Chromium on the path, and {PathVariable} names none.";
        if (Environment.GetEnvironmentVariable(PathVariable) == Executable)
            return null;
        try
        {
            new ChromiumProcess().Dispose();
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or IOException or OperationCanceledException)
        {
            return $"{Executable} does not start: {exception.Message.ReplaceLineEndings(" ").TrimEnd()}";
        }
    }
}
