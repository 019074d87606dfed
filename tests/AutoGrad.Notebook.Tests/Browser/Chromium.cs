using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AutoGrad.Notebook.Tests.Browser;

/// <summary>A browser without a window, told what to do by its own protocol (Chrome DevTools Protocol 1.3): no package is needed for that.</summary>
internal sealed class Chromium : IDisposable
{
    private readonly ChromiumProcess _process;
    private readonly ClientWebSocket _socket = new();
    private readonly HashSet<string> _loaded = [];
    private readonly string? _session;
    private int _calls;

    public Chromium()
    {
        _process = new ChromiumProcess();
        try
        {
            // It is on this machine: a proxy for the network does not know the way.
            _socket.Options.Proxy = null;
            Wait(token => _socket.ConnectAsync(_process.Address, token));
            var target = (string)Call("Target.createTarget", new() { ["url"] = "about:blank" })["targetId"]!;
            _session = (string)Call("Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = true })["sessionId"]!;
            foreach (var domain in new[] { "Page.enable", "Log.enable", "Runtime.enable" })
                Call(domain, []);
            Call("Page.setLifecycleEventsEnabled", new() { ["enabled"] = true });
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the browser has complained about: errors, refused resources, scripts that wrote to its console.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Opens a file on a screen of a width, as somebody with these preferences sees it.</summary>
    public void Open(string file, int width, params (string Name, string Value)[] preferences)
    {
        Call("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = 800, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        var features = new JsonArray([.. preferences.Select(preference => new JsonObject { ["name"] = preference.Name, ["value"] = preference.Value })]);
        Call("Emulation.setEmulatedMedia", new() { ["features"] = features });
        var answer = Call("Page.navigate", new() { ["url"] = new Uri(file).AbsoluteUri });
        // The answer may come while the page before is still there: what counts is that this one has loaded.
        var loader = (string?)answer["loaderId"] ?? throw new InvalidOperationException($"{file}: {answer.ToJsonString()}");
        while (!_loaded.Contains(loader))
            Note(Receive());
    }

    /// <summary>The value of an expression in the page, as text.</summary>
    public string Evaluate(string expression)
    {
        var answer = Call("Runtime.evaluate", new() { ["expression"] = $"String({expression})", ["returnByValue"] = true });
        return answer["exceptionDetails"] is { } details ? throw new InvalidOperationException(details.ToJsonString()) : (string)answer["result"]!["value"]!;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _process.Dispose();
    }

    private JsonNode Call(string method, JsonObject parameters)
    {
        var id = ++_calls;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session is not null)
            message["sessionId"] = _session;
        Wait(token => _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, token));
        while (true)
        {
            var answer = Receive();
            if ((int?)answer["id"] == id)
                return answer["result"] ?? throw new InvalidOperationException($"{method}: {answer["error"]?.ToJsonString()}");
            Note(answer);
        }
    }

    private void Note(JsonNode message)
    {
        switch ((string?)message["method"])
        {
            case "Log.entryAdded" or "Runtime.consoleAPICalled" or "Runtime.exceptionThrown":
                Complaints.Add(message["params"]!.ToJsonString(new JsonSerializerOptions { WriteIndented = false }));
                break;
            case "Page.lifecycleEvent" when (string?)message["params"]!["name"] == "load":
                _loaded.Add((string)message["params"]!["loaderId"]!);
                break;
            default:
                break;
        }
    }

    private JsonNode Receive()
    {
        using var text = new MemoryStream();
        var buffer = new byte[1 << 16];
        WebSocketReceiveResult? part = null;
        do
        {
            Wait(async token => part = await _socket.ReceiveAsync(new ArraySegment<byte>(buffer), token));
            text.Write(buffer, 0, part!.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(text.ToArray())!;
    }

    // Each step has its own patience: how long a test takes as a whole says nothing about the browser.
    private static void Wait(Func<CancellationToken, Task> step)
    {
        using var deadline = new CancellationTokenSource(ChromiumProcess.Patience);
        step(deadline.Token).GetAwaiter().GetResult();
    }
}
