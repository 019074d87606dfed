using AutoGrad.Notebook.Writing;

namespace AutoGrad.Notebook.Charts;

/// <summary>The regions of classes as pixels that let the paper shine through, so that they suit a light and a dark page.</summary>
internal static class RegionImage
{
    private const byte Opacity = 80;

    public static byte[] Paint(PlaneGrid grid, out int seen)
    {
        var pixels = new byte[4 * grid.Rows * grid.Columns];
        var classes = new HashSet<int>();
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                // The first row of an image is at the top.
                var pixel = pixels.AsSpan(4 * (((grid.Rows - 1 - row) * grid.Columns) + column));
                if (ClassAt(grid, column, row) is not { } label)
                    continue;
                classes.Add(label);
                (pixel[0], pixel[1], pixel[2]) = Colors.OfSeries(label);
                pixel[3] = Opacity;
            }
        }
        seen = classes.Count;
        return Png.Encode(pixels, grid.Columns, 4);
    }

    private static int? ClassAt(PlaneGrid grid, int column, int row)
    {
        if (grid.Count == 1)
            return double.IsNaN(grid[column, row]) ? null : grid[column, row] > 0 ? 1 : 0;
        var scores = Enumerable.Range(0, grid.Count).Select(label => grid[column, row, label]).ToArray();
        return Array.Exists(scores, double.IsNaN) ? null : Array.IndexOf(scores, scores.Max());
    }
}
