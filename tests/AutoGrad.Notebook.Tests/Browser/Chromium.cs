using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AutoGrad.Notebook.Tests.Browser;

/// <summary>A browser without a window, told what to do by its own protocol (Chrome DevTools Protocol 1.3): no package is needed for that.</summary>
internal sealed class Chromium : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _deadline = new(Patience);
    private readonly string? _session;
    private int _calls;

    public Chromium()
    {
        _profile = Directory.CreateTempSubdirectory("chromium").FullName;
        string[] arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-port=0", $"--user-data-dir={_profile}", "about:blank"];
        _process = Process.Start(new ProcessStartInfo(Executable!, arguments) { RedirectStandardError = true })!;
        const string Listening = "DevTools listening on ";
        string? line;
        do
            line = _process.StandardError.ReadLine() ?? throw new InvalidOperationException("Chromium ended before it listened.");
        while (!line.StartsWith(Listening, StringComparison.Ordinal));
        // What it says later is of no interest, but it must not wait for a reader.
        _ = _process.StandardError.ReadToEndAsync();
        _socket.ConnectAsync(new Uri(line[Listening.Length..]), _deadline.Token).GetAwaiter().GetResult();
        var target = (string)Call("Target.createTarget", new() { ["url"] = "about:blank" })["targetId"]!;
        _session = (string)Call("Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = true })["sessionId"]!;
        foreach (var domain in new[] { "Page.enable", "Log.enable", "Runtime.enable" })
            Call(domain, []);
    }

    /// <summary>The browser: what CHROME_PATH names, or the first of the usual names on the path; null if there is none.</summary>
    public static string? Executable { get; } = Find();

    /// <summary>What the browser has complained about: errors, refused resources, scripts that wrote to its console.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Opens a file on a screen of a width, as somebody with these preferences sees it.</summary>
    public void Open(string file, int width, params (string Name, string Value)[] preferences)
    {
        Call("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = 800, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        var features = new JsonArray([.. preferences.Select(preference => new JsonObject { ["name"] = preference.Name, ["value"] = preference.Value })]);
        Call("Emulation.setEmulatedMedia", new() { ["features"] = features });
        Call("Page.navigate", new() { ["url"] = new Uri(file).AbsoluteUri });
        while (Evaluate("document.readyState + location.protocol") != "completefile:")
            Thread.Sleep(20);
    }

    /// <summary>The value of an expression in the page, as text.</summary>
    public string Evaluate(string expression)
    {
        var answer = Call("Runtime.evaluate", new() { ["expression"] = $"String({expression})", ["returnByValue"] = true });
        return answer["exceptionDetails"] is { } details ? throw new InvalidOperationException(details.ToJsonString()) : (string)answer["result"]!["value"]!;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _socket.Dispose();
        _deadline.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private JsonNode Call(string method, JsonObject parameters)
    {
        var id = ++_calls;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session is not null)
            message["sessionId"] = _session;
        _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, _deadline.Token).GetAwaiter().GetResult();
        while (true)
        {
            var answer = Receive();
            if ((int?)answer["id"] == id)
                return answer["result"] ?? throw new InvalidOperationException($"{method}: {answer["error"]?.ToJsonString()}");
            if ((string?)answer["method"] is "Log.entryAdded" or "Runtime.consoleAPICalled" or "Runtime.exceptionThrown")
                Complaints.Add(answer["params"]!.ToJsonString(new JsonSerializerOptions { WriteIndented = false }));
        }
    }

    private JsonNode Receive()
    {
        using var text = new MemoryStream();
        var buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = _socket.ReceiveAsync(new ArraySegment<byte>(buffer), _deadline.Token).GetAwaiter().GetResult();
            text.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(text.ToArray())!;
    }

    private static string? Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string[] names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).Prepend(Environment.GetEnvironmentVariable("CHROME_PATH") ?? "").FirstOrDefault(File.Exists);
    }
}
