using System.Globalization;
using System.Numerics;
using System.Text;

namespace AutoGrad.Notebook.Writing;

/// <summary>Images in rows, each a PNG.</summary>
internal sealed class ImageGrid
{
    private readonly byte[][] _pixels;
    private readonly int _channels;

    private ImageGrid(byte[][] pixels, int channels, int height, int width) => (_pixels, _channels, Height, Width) = (pixels, channels, height, width);

    public int Count => _pixels.Length;

    public int Height { get; }

    public int Width { get; }

    public static ImageGrid Of<T>(Variable<T> images, (double Black, double White)? range) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = images.Shape;
        var channels = shape.Rank == 4 ? shape[1] : 1;
        if (shape.Rank is not (3 or 4) || channels is not (1 or 3) || shape.Size == 0)
            throw new ArgumentException($"Page.Images: needs images [n, height, width], [n, 1, height, width] or [n, 3, height, width] that are not empty, got {shape}.", nameof(images));
        var values = Array.ConvertAll(images.ToArray(), double.CreateTruncating);
        var (black, white) = range ?? (values.Where(double.IsFinite).DefaultIfEmpty(0).Min(), values.Where(double.IsFinite).DefaultIfEmpty(1).Max());
        var (height, width) = (shape[^2], shape[^1]);
        var grid = new ImageGrid(new byte[shape[0]][], channels, height, width);
        for (var image = 0; image < grid.Count; image++)
        {
            var pixels = grid._pixels[image] = new byte[channels * height * width];
            for (var i = 0; i < pixels.Length; i++)
            {
                // From a plane for each channel to the channels of each pixel.
                var (pixel, channel) = Math.DivRem(i, channels);
                pixels[i] = Level(values[(((image * channels) + channel) * height * width) + pixel], black, white);
            }
        }
        return grid;
    }

    public string ToHtml(int columns, IReadOnlyList<string>? captions, string description)
    {
        // Small images are enlarged, but not beyond reason; each row has as many on a phone as elsewhere.
        var widest = Math.Clamp(8 * Width, 64, 480).ToString(CultureInfo.InvariantCulture);
        var html = new StringBuilder($"<figure class=\"images\" aria-label=\"{Html.Escape(description)}\" style=\"grid-template-columns: repeat({Math.Min(columns, Count)}, minmax(0, {widest}px))\">");
        for (var i = 0; i < Count; i++)
        {
            var caption = captions is null ? "" : $"<div class=\"caption\">{Html.Escape(captions[i])}</div>";
            html.Append($"<div>{Html.Image("image/png", Png.Encode(_pixels[i], Width, _channels), captions is null ? $"{description} {i + 1}" : captions[i])}{caption}</div>");
        }
        return html.Append("</figure>").ToString();
    }

    private static byte Level(double value, double black, double white) =>
        double.IsNaN(value) ? (byte)0 : (byte)Math.Round(255 * Math.Clamp(white == black ? 0.5 : (value - black) / (white - black), 0, 1));
}
