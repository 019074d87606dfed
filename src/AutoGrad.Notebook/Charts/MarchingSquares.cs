namespace AutoGrad.Notebook.Charts;

/// <summary>
/// Lines along which a function on a grid keeps a value, found cell by cell: each edge whose ends lie on different sides is crossed once, at a
/// place between them in proportion, and the crossings of a cell are joined (Lorensen and Cline's marching cubes, 1987, in the plane).
/// </summary>
internal static class MarchingSquares
{
    /// <summary>The lines, each through its points in order; a closed one ends where it begins.</summary>
    public static IReadOnlyList<IReadOnlyList<(double X, double Y)>> Trace(PlaneGrid grid, double level)
    {
        var links = Link(grid, level);
        var lines = new List<IReadOnlyList<(double X, double Y)>>();
        // Open lines from one of their ends first; what is left then is closed.
        foreach (var start in links.Keys.Where(edge => links[edge].Count == 1).Concat([.. links.Keys]).ToList())
        {
            if (links[start].Count == 0)
                continue;
            var line = new List<(double X, double Y)> { Crossing(grid, start, level) };
            for (var edge = start; links[edge].Count > 0;)
            {
                var next = links[edge][0];
                links[edge].RemoveAt(0);
                links[next].Remove(edge);
                line.Add(Crossing(grid, next, level));
                edge = next;
            }
            lines.Add(line);
        }
        return lines;
    }

    // Each edge is in at most two cells, and so has at most two neighbours on its line.
    private static Dictionary<Edge, List<Edge>> Link(PlaneGrid grid, double level)
    {
        var links = new Dictionary<Edge, List<Edge>>();
        void Join(Edge a, Edge b)
        {
            foreach (var (from, to) in new[] { (a, b), (b, a) })
            {
                if (!links.TryGetValue(from, out var neighbours))
                    links[from] = neighbours = [];
                neighbours.Add(to);
            }
        }
        for (var row = 0; row < grid.Rows - 1; row++)
        {
            for (var column = 0; column < grid.Columns - 1; column++)
            {
                double[] corners = [grid[column, row], grid[column + 1, row], grid[column + 1, row + 1], grid[column, row + 1]];
                if (!corners.All(double.IsFinite))
                    continue;
                // Edges in the order of the corners where they begin, around the cell.
                Edge[] around = [new(column, row, false), new(column + 1, row, true), new(column, row + 1, false), new(column, row, true)];
                var crossed = Enumerable.Range(0, 4).Where(i => corners[i] > level != corners[(i + 1) % 4] > level).ToArray();
                if (crossed.Length == 2)
                    Join(around[crossed[0]], around[crossed[1]]);
                if (crossed.Length < 4)
                    continue;
                // A saddle: the mean of the corners says which two of them the middle goes with.
                var turn = corners.Average() > level == corners[0] > level ? 1 : 0;
                Join(around[0], around[turn == 1 ? 1 : 3]);
                Join(around[2], around[turn == 1 ? 3 : 1]);
            }
        }
        return links;
    }

    private static (double X, double Y) Crossing(PlaneGrid grid, Edge edge, double level)
    {
        var from = grid[edge.Column, edge.Row];
        var to = edge.IsVertical ? grid[edge.Column, edge.Row + 1] : grid[edge.Column + 1, edge.Row];
        var part = (level - from) / (to - from);
        return edge.IsVertical ? grid.Place(edge.Column, edge.Row + part) : grid.Place(edge.Column + part, edge.Row);
    }

    private readonly record struct Edge(int Column, int Row, bool IsVertical);
}
