namespace AutoGrad.Graphs.Code.Helpers;

/// <summary>Sums of products: of matrices, and of images with filters.</summary>
internal static class ProductCode
{
    public static CodeHelper MatMul { get; } = new(nameof(MatMul), """
        private static void MatMul(ReadOnlySpan<T> a, ReadOnlySpan<int> shapeA, ReadOnlySpan<T> b, ReadOnlySpan<int> shapeB, bool transposeA, bool transposeB, Span<T> y, ReadOnlySpan<int> shape)
        {
            var (m, n, k) = (shape[^2], shape[^1], transposeA ? shapeA[^2] : shapeA[^1]);
            for (var batch = 0; batch < y.Length / Math.Max(m * n, 1); batch++)
            {
                var (startA, startB) = (Place(batch, shape[..^2], shapeA[..^2]) * m * k, Place(batch, shape[..^2], shapeB[..^2]) * k * n);
                var c = y.Slice(batch * m * n, m * n);
                c.Clear();
                for (var i = 0; i < m; i++)
                {
                    for (var p = 0; p < k; p++)
                    {
                        var left = a[startA + (transposeA ? (p * m) + i : (i * k) + p)];
                        for (var j = 0; j < n; j++)
                            c[(i * n) + j] += left * b[startB + (transposeB ? (j * k) + p : (p * n) + j)];
                    }
                }
            }
        }
        """, ShapingCode.Place);

    public static CodeHelper Runs { get; } = new(nameof(Runs), """
        // A convolution is the sum of products of x [n, c, d, h, w], of filters w and of y over all windows. These are its runs along the last axis:
        // the places y[Y], y[Y + 1], .. go with x[X], x[X + stride], .. and w[W].
        private static System.Collections.Generic.IEnumerable<(int X, int W, int Y, int Count)> Runs(
            int[] x, int[] w, int[] y, int[] stride, int[] before, int[] dilation, int groups)
        {
            var taps = w[2] * w[3] * w[4];
            for (var image = 0; image < x[0] * w[0] * w[1]; image++)
            {
                // Image n, filter k, and c of the channels of its group.
                var (n, k, c) = (image / w[1] / w[0], image / w[1] % w[0], image % w[1]);
                var channel = (n * x[1]) + (k / (w[0] / groups) * w[1]) + c;
                for (var tap = 0; tap < taps; tap++)
                {
                    var start = (tap % w[4] * dilation[2]) - before[2];
                    var first = start >= 0 ? 0 : (stride[2] - 1 - start) / stride[2];
                    var end = start >= x[4] ? 0 : Math.Min(y[4], ((x[4] - 1 - start) / stride[2]) + 1);
                    for (var line = 0; line < y[2] * y[3] && first < end; line++)
                    {
                        var layer = (line / y[3] * stride[0]) - before[0] + (tap / w[4] / w[3] * dilation[0]);
                        var row = (line % y[3] * stride[1]) - before[1] + (tap / w[4] % w[3] * dilation[1]);
                        if (layer < 0 || layer >= x[2] || row < 0 || row >= x[3])
                            continue;
                        var lineX = (((channel * x[2]) + layer) * x[3]) + row;
                        var lineY = (((n * w[0]) + k) * y[2] * y[3]) + line;
                        yield return ((lineX * x[4]) + start + (first * stride[2]), (((k * w[1]) + c) * taps) + tap, (lineY * y[4]) + first, end - first);
                    }
                }
            }
        }
        """);

    public static CodeHelper Convolution { get; } = new(nameof(Convolution), """
        private static void Convolution(
            ReadOnlySpan<T> x, int[] shapeX, ReadOnlySpan<T> w, int[] shapeW, int[] stride, int[] before, int[] dilation, int groups, Span<T> y, int[] shapeY)
        {
            foreach (var run in Runs(shapeX, shapeW, shapeY, stride, before, dilation, groups))
            {
                for (var i = 0; i < run.Count; i++)
                    y[run.Y + i] += x[run.X + (i * stride[2])] * w[run.W];
            }
        }
        """, Runs);

    public static CodeHelper ConvolutionTranspose { get; } = new(nameof(ConvolutionTranspose), """
        private static void ConvolutionTranspose(
            ReadOnlySpan<T> y, int[] shapeY, ReadOnlySpan<T> w, int[] shapeW, int[] stride, int[] before, int[] dilation, int groups, Span<T> x, int[] shapeX)
        {
            foreach (var run in Runs(shapeX, shapeW, shapeY, stride, before, dilation, groups))
            {
                for (var i = 0; i < run.Count; i++)
                    x[run.X + (i * stride[2])] += y[run.Y + i] * w[run.W];
            }
        }
        """, Runs);

    public static CodeHelper ConvolutionWeights { get; } = new(nameof(ConvolutionWeights), """
        private static void ConvolutionWeights(
            ReadOnlySpan<T> x, int[] shapeX, ReadOnlySpan<T> y, int[] shapeY, int[] stride, int[] before, int[] dilation, int groups, Span<T> w, int[] shapeW)
        {
            foreach (var run in Runs(shapeX, shapeW, shapeY, stride, before, dilation, groups))
            {
                for (var i = 0; i < run.Count; i++)
                    w[run.W] += x[run.X + (i * stride[2])] * y[run.Y + i];
            }
        }
        """, Runs);

    public static CodeHelper Unfold { get; } = new(nameof(Unfold), """
        // The windows of x as columns: the filter is one window for each channel by itself.
        private static void Unfold(ReadOnlySpan<T> x, int[] shape, int[] window, int[] windows, int[] stride, int[] before, int[] dilation, Span<T> y)
        {
            var (taps, count) = (window[2] * window[3] * window[4], windows[2] * windows[3] * windows[4]);
            foreach (var run in Runs(shape, window, windows, stride, before, dilation, 1))
            {
                for (var i = 0; i < run.Count; i++)
                    y[(((run.Y / count * taps) + run.W) * count) + (run.Y % count) + i] = x[run.X + (i * stride[2])];
            }
        }
        """, Runs);

    public static CodeHelper Fold { get; } = new(nameof(Fold), """
        // The transpose of that: columns added up at the windows' places.
        private static void Fold(ReadOnlySpan<T> x, int[] shape, int[] window, int[] windows, int[] stride, int[] before, int[] dilation, Span<T> y)
        {
            var (taps, count) = (window[2] * window[3] * window[4], windows[2] * windows[3] * windows[4]);
            foreach (var run in Runs(shape, window, windows, stride, before, dilation, 1))
            {
                for (var i = 0; i < run.Count; i++)
                    y[run.X + (i * stride[2])] += x[(((run.Y / count * taps) + run.W) * count) + (run.Y % count) + i];
            }
        }
        """, Runs);
}
