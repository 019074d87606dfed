namespace AutoGrad.Graphs.Drawing;

/// <summary>
/// Places the boxes of a directed acyclic graph in layers, so that every arrow goes down and few cross: layers by longest paths, an order within
/// each by barycentres, places by pulling boxes towards their neighbours.
/// </summary>
/// <remarks>K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical system structures", IEEE SMC 11, 1981.</remarks>
internal sealed class LayeredLayout
{
    private const int OrderSweeps = 12;
    private const int PlaceSweeps = 24;
    private const double Gap = 18;
    private const double DummyWidth = 6;
    private const double LayerGap = 34;

    private readonly double[] _widths;
    private readonly int[] _layer;
    private readonly List<int>[] _above;
    private readonly List<int>[] _below;
    private readonly List<List<int>> _layers = [];

    public LayeredLayout(IReadOnlyList<double> widths, double height, IReadOnlyList<(int From, int To)> arrows)
    {
        var layer = LayersOf(widths.Count, arrows);
        List<double> allWidths = [.. widths];
        List<int> allLayers = [.. layer];
        List<(int From, int To)> links = [];
        // A long arrow goes by a narrow place in each layer between.
        foreach (var (from, to) in arrows)
        {
            List<int> chain = [from];
            for (var between = layer[from] + 1; between < layer[to]; between++)
            {
                chain.Add(allWidths.Count);
                allWidths.Add(DummyWidth);
                allLayers.Add(between);
            }
            chain.Add(to);
            for (var i = 1; i < chain.Count; i++)
                links.Add((chain[i - 1], chain[i]));
            Routes.Add([.. chain]);
        }
        (_widths, _layer) = ([.. allWidths], [.. allLayers]);
        _above = [.. _widths.Select(_ => new List<int>())];
        _below = [.. _widths.Select(_ => new List<int>())];
        foreach (var (from, to) in links)
        {
            _below[from].Add(to);
            _above[to].Add(from);
        }
        for (var i = 0; i < _widths.Length; i++)
        {
            while (_layers.Count <= _layer[i])
                _layers.Add([]);
            _layers[_layer[i]].Add(i);
        }
        Order();
        X = new double[_widths.Length];
        Y = [.. _layer.Select(l => (height / 2) + (l * (height + LayerGap)))];
        Place();
        Width = Enumerable.Range(0, _widths.Length).Select(i => X[i] + (_widths[i] / 2)).DefaultIfEmpty().Max();
        Height = _layers.Count == 0 ? 0 : height + ((_layers.Count - 1) * (height + LayerGap));
    }

    /// <summary>The middles of boxes, and of the places that arrows go by.</summary>
    public double[] X { get; }

    /// <inheritdoc cref="X"/>
    public double[] Y { get; }

    public double Width { get; }

    public double Height { get; }

    /// <summary>For each arrow where it goes: its box, the places between, and its other box.</summary>
    public List<int[]> Routes { get; } = [];

    private static int[] LayersOf(int count, IReadOnlyList<(int From, int To)> arrows)
    {
        var layer = new int[count];
        var below = arrows.ToLookup(arrow => arrow.From, arrow => arrow.To);
        var above = arrows.ToLookup(arrow => arrow.To, arrow => arrow.From);
        var missing = new int[count];
        foreach (var (_, to) in arrows)
            missing[to]++;
        var ready = new Queue<int>(Enumerable.Range(0, count).Where(i => missing[i] == 0));
        List<int> order = [];
        while (ready.TryDequeue(out var i))
        {
            order.Add(i);
            foreach (var j in below[i])
            {
                layer[j] = Math.Max(layer[j], layer[i] + 1);
                if (--missing[j] == 0)
                    ready.Enqueue(j);
            }
        }
        // What has more arrows below than above moves down to where it is used: its arrows get shorter.
        foreach (var i in Enumerable.Reverse(order))
        {
            if (below[i].Any() && below[i].Count() >= above[i].Count())
                layer[i] = below[i].Min(j => layer[j]) - 1;
        }
        return layer;
    }

    private void Order()
    {
        var place = new double[_widths.Length];
        foreach (var layer in _layers)
        {
            for (var i = 0; i < layer.Count; i++)
                place[layer[i]] = i;
        }
        for (var sweep = 0; sweep < OrderSweeps; sweep++)
        {
            var isDown = sweep % 2 == 0;
            foreach (var layer in isDown ? _layers : Enumerable.Reverse(_layers))
            {
                var key = layer.ToDictionary(i => i, i => Barycentre(isDown ? _above[i] : _below[i], place, place[i]));
                layer.Sort((a, b) => key[a] != key[b] ? key[a].CompareTo(key[b]) : place[a].CompareTo(place[b]));
                for (var i = 0; i < layer.Count; i++)
                    place[layer[i]] = i;
            }
        }
    }

    private void Place()
    {
        foreach (var layer in _layers)
        {
            var x = 0.0;
            foreach (var i in layer)
            {
                X[i] = x + (_widths[i] / 2);
                x += _widths[i] + Gap;
            }
        }
        for (var sweep = 0; sweep < PlaceSweeps; sweep++)
        {
            foreach (var layer in sweep % 2 == 0 ? _layers : Enumerable.Reverse(_layers))
            {
                var wanted = layer.ConvertAll(i => sweep < PlaceSweeps - 2
                    ? Barycentre(sweep % 2 == 0 ? _above[i] : _below[i], X, X[i])
                    : Barycentre([.. _above[i], .. _below[i]], X, X[i]));
                Separate(layer, wanted);
            }
        }
        var left = Enumerable.Range(0, X.Length).Select(i => X[i] - (_widths[i] / 2)).DefaultIfEmpty().Min();
        for (var i = 0; i < X.Length; i++)
            X[i] -= left;
    }

    // The places nearest to the wanted ones, in the least squares, that keep the order and the gaps: neighbours that would overlap form a block
    // around the mean of what they want (pool adjacent violators).
    private void Separate(List<int> layer, List<double> wanted)
    {
        List<(double Sum, int Count)> blocks = [];
        var offset = 0.0;
        var offsets = new double[layer.Count];
        for (var i = 0; i < layer.Count; i++)
        {
            if (i > 0)
                offset += ((_widths[layer[i - 1]] + _widths[layer[i]]) / 2) + Gap;
            offsets[i] = offset;
            blocks.Add((wanted[i] - offset, 1));
            while (blocks.Count > 1 && blocks[^2].Sum / blocks[^2].Count > blocks[^1].Sum / blocks[^1].Count)
            {
                blocks[^2] = (blocks[^2].Sum + blocks[^1].Sum, blocks[^2].Count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }
        }
        var next = 0;
        foreach (var (sum, count) in blocks)
        {
            for (var k = 0; k < count; k++, next++)
                X[layer[next]] = (sum / count) + offsets[next];
        }
    }

    private static double Barycentre(List<int> neighbours, double[] place, double otherwise) =>
        neighbours.Count == 0 ? otherwise : neighbours.Average(j => place[j]);
}
