using System.Numerics;
using System.Text;
using AutoGrad.Notebook.Charts;
using AutoGrad.Notebook.Writing;

namespace AutoGrad.Notebook;

public sealed partial class Page
{
    private readonly List<Chart> _charts = [];

    /// <summary>Adds a chart, or several side by side where there is room.</summary>
    /// <param name="charts">The charts.</param>
    public void Show(params ReadOnlySpan<Chart> charts)
    {
        var (plain, html) = (new StringBuilder(), new StringBuilder("<div class=\"charts\">"));
        foreach (var chart in charts)
        {
            ArgumentNullException.ThrowIfNull(chart, nameof(charts));
            plain.Append($"[chart] {chart}\n");
            html.Append(Figure(chart));
        }
        Add(plain.ToString(), html.Append("</div>").ToString());
    }

    /// <summary>
    /// Adds charts that are shown one after the other in one place, over and over, as training goes on. The reader can stop them; printed, and for
    /// readers who asked their system for less motion, they stand side by side.
    /// </summary>
    /// <param name="charts">The charts, 2 to 60; each with the same ranges on its axes, so that only the marks move.</param>
    /// <param name="seconds">How long each stays. The last stays three times as long.</param>
    /// <exception cref="ArgumentException">There are fewer or more charts, or <paramref name="seconds"/> is not finite and at least 0.2.</exception>
    public void Frames(IReadOnlyList<Chart> charts, double seconds = 0.8)
    {
        ArgumentNullException.ThrowIfNull(charts);
        if (charts.Count is < 2 or > 60)
            throw new ArgumentException($"Page.Frames: needs 2 to 60 charts, got {charts.Count}.", nameof(charts));
        // Flashing faster than three times a second harms some readers (WCAG 2.2, 2.3.1).
        if (!(seconds >= 0.2 && double.IsFinite(seconds)))
            throw new ArgumentOutOfRangeException(nameof(seconds), FormattableString.Invariant($"Page.Frames: needs finite seconds of at least 0.2, got {seconds}."));
        Add($"[{charts.Count} frames] {charts[0]}\n   ... up to {charts[^1]}", FrameSequence.Write([.. charts.Select(Figure)], seconds));
    }

    /// <summary>Adds images, in rows.</summary>
    /// <param name="images">Grey images [n, height, width] or [n, 1, height, width], or images in red, green and blue [n, 3, height, width].</param>
    /// <param name="columns">How many in a row, at least 1.</param>
    /// <param name="captions">A line below each; null for none.</param>
    /// <param name="range">The values of black and of full brightness; null for the least and the greatest of all.</param>
    /// <param name="description">What they show, for those who do not see it.</param>
    /// <exception cref="ArgumentException">The shape is another or empty, or there are captions, but not one for each image.</exception>
    public void Images<T>(Variable<T> images, int columns = 8, IReadOnlyList<string>? captions = null, (double Black, double White)? range = null, string description = "Images")
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentException.ThrowIfNullOrWhiteSpace(description);
        if (columns < 1)
            throw new ArgumentOutOfRangeException(nameof(columns), $"Page.Images: needs at least one column, got {columns}.");
        var grid = ImageGrid.Of(images, range);
        if (captions is not null && captions.Count != grid.Count)
            throw new ArgumentException($"Page.Images: needs a caption for each of {grid.Count} images, got {captions.Count}.", nameof(captions));
        Add($"[{grid.Count} images of {grid.Height} × {grid.Width}] {description}", grid.ToHtml(columns, captions, description));
    }

    private string Figure(Chart chart)
    {
        lock (_gate)
            _charts.Add(chart);
        return $"<figure class=\"chart\"><figcaption class=\"title\">{Html.Escape(chart.Title)}</figcaption>{chart.ToFigure()}</figure>";
    }

    private void SavePictures()
    {
        if (string.IsNullOrEmpty(PictureFolder))
            return;
        var names = new Dictionary<string, int>();
        foreach (var chart in _charts)
        {
            var name = $"{System.IO.Path.GetFileNameWithoutExtension(Path)}-{Words(chart.Title)}";
            var count = names[name] = names.GetValueOrDefault(name) + 1;
            Write(System.IO.Path.GetFullPath(System.IO.Path.Combine(PictureFolder, $"{name}{(count == 1 ? "" : $"-{count}")}.svg")), chart.ToSvg());
        }
    }
}
