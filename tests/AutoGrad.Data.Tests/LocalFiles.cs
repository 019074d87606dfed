using System.Net;

namespace AutoGrad.Data.Tests;

/// <summary>What a network would give: files by their address, and an error for any other.</summary>
internal sealed class LocalFiles : HttpMessageHandler
{
    public Dictionary<string, byte[]> Files { get; } = [];

    public List<string> Asked { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.ToString();
        Asked.Add(address);
        if (address.StartsWith("http://nowhere", StringComparison.Ordinal))
            throw new HttpRequestException("No such host is known.");
        return Task.FromResult(Files.TryGetValue(address, out var bytes)
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) }
            : new HttpResponseMessage(HttpStatusCode.NotFound));
    }
}
