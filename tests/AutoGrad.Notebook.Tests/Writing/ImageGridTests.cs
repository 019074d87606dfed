using System.IO.Compression;
using System.Xml.Linq;
using AutoGrad.Notebook.Writing;

namespace AutoGrad.Notebook.Tests.Writing;

public sealed class ImageGridTests
{
    [Fact]
    public void Pixels_RunFromBlackToWhite_OverAllImages() =>
        Assert.Equal([0, 0, 64, 0, 128, 255], Rows(ImageGrid.Of(Variable.Create<double>([0, 1, 2, 4], [2, 1, 2]), null)));

    [Fact]
    public void Range_CutsOff_AndNaNIsBlack() =>
        Assert.Equal([0, 0, 255, 0, 128, 0], Rows(ImageGrid.Of(Variable.Create<double>([-3, 7, 0.5, double.NaN], [2, 1, 2]), (0, 1))));

    [Fact]
    public void Planes_BecomePixels() =>
        // Red 1 0, green 0 1, blue 0.2 0.
        Assert.Equal([0, 255, 0, 51, 0, 255, 0], Rows(ImageGrid.Of(Variable.Create<double>([1, 0, 0, 1, 0.2, 0], [1, 3, 1, 2]), null)));

    // The rows of all images, each with its filter in front.
    private static byte[] Rows(ImageGrid grid)
    {
        var rows = new List<byte>();
        foreach (var image in XElement.Parse(grid.ToHtml(2, null, "x")).Descendants("img"))
        {
            var png = Convert.FromBase64String(((string)image.Attribute("src")!)["data:image/png;base64,".Length..]);
            // The data begin after the signature and the header.
            using var data = new ZLibStream(new MemoryStream(png, 41, png.Length - 41 - 16), CompressionMode.Decompress);
            using var all = new MemoryStream();
            data.CopyTo(all);
            rows.AddRange(all.ToArray());
        }
        return [.. rows];
    }
}
