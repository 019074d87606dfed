using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AutoGrad.Data.Tests;

/// <summary>A server of this process, at a port that the system chose, which answers each request by what it is given: the true network stack, without a network.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IWebProxy _proxy = HttpClient.DefaultProxy;
    private readonly Func<string, byte[]> _answer;
    private readonly Task _serving;

    /// <summary>Begins to serve.</summary>
    /// <param name="answer">All bytes of the answer, its header among them, for the path that is asked for; then the connection is closed.</param>
    public LocalServer(Func<string, byte[]> answer)
    {
        _answer = answer;
        // A proxy that the environment names does not know the way to this process.
        HttpClient.DefaultProxy = new WebProxy();
        _listener.Start();
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _serving = ServeAsync();
    }

    /// <summary>The address, with a slash at its end.</summary>
    public string Address { get; }

    /// <summary>An answer: a header that announces a length, and a body, which need not have it.</summary>
    public static byte[] Answer(byte[] body, int announced) =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Length: {announced}\r\nConnection: close\r\n\r\n")), .. body];

    public void Dispose()
    {
        _listener.Dispose();
        Assert.ThrowsAny<Exception>(() => _serving.GetAwaiter().GetResult());
        HttpClient.DefaultProxy = _proxy;
    }

    // Until the listener is disposed of, which is an exception.
    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            using var stream = client.GetStream();
            using var reader = new StreamReader(stream, leaveOpen: true);
            var request = await reader.ReadLineAsync() ?? "";
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
                // The rest of the header.
            }
            await stream.WriteAsync(_answer(request.Split(' ')[1]));
        }
    }
}
