using BenchmarkDotNet.Attributes;

namespace AutoGrad.Benchmarks;

/// <summary>Convolutions as layers have them, by themselves and with both derivatives, and poolings.</summary>
public class ConvolutionBenchmarks
{
    private readonly Layer _layer = new([16, 64, 28, 28], [64, 64, 3, 3], (x, w) => Op.Conv2d(x, w, padding: 1));
    private readonly Layer _strided = new([16, 64, 28, 28], [64, 64, 3, 3], (x, w) => Op.Conv2d(x, w, stride: 2, padding: 1));
    private readonly Layer _dilated = new([16, 64, 28, 28], [64, 64, 3, 3], (x, w) => Op.Conv2d(x, w, padding: 2, dilation: 2));
    private readonly Layer _grouped = new([16, 64, 28, 28], [64, 16, 3, 3], (x, w) => Op.Conv2d(x, w, padding: 1, groups: 4));
    private readonly Layer _depthwise = new([16, 64, 28, 28], [64, 1, 3, 3], (x, w) => Op.Conv2d(x, w, padding: 1, groups: 64));
    private readonly Layer _pointwise = new([16, 64, 28, 28], [64, 64, 1, 1], (x, w) => Op.Conv2d(x, w));
    private readonly Layer _oneChannel = new([16, 1, 28, 28], [16, 1, 5, 5], (x, w) => Op.Conv2d(x, w, padding: 2));
    private readonly Layer _transposed = new([16, 64, 14, 14], [64, 32, 4, 4], (x, w) => Op.ConvTranspose2d(x, w, stride: 2, padding: 1));
    private readonly Variable<float> _image = Data.Normal([16, 64, 56, 56]);

    [Benchmark(Baseline = true)]
    public Variable<float> Forward3x3() => _layer.Forward();

    [Benchmark]
    public Variable<float> Derivatives3x3() => _layer.Derivatives();

    [Benchmark]
    public Variable<float> ForwardStrided() => _strided.Forward();

    [Benchmark]
    public Variable<float> DerivativesStrided() => _strided.Derivatives();

    [Benchmark]
    public Variable<float> ForwardDilated() => _dilated.Forward();

    [Benchmark]
    public Variable<float> DerivativesDilated() => _dilated.Derivatives();

    [Benchmark]
    public Variable<float> ForwardGrouped() => _grouped.Forward();

    [Benchmark]
    public Variable<float> DerivativesGrouped() => _grouped.Derivatives();

    [Benchmark]
    public Variable<float> ForwardDepthwise() => _depthwise.Forward();

    [Benchmark]
    public Variable<float> DerivativesDepthwise() => _depthwise.Derivatives();

    [Benchmark]
    public Variable<float> Forward1x1() => _pointwise.Forward();

    [Benchmark]
    public Variable<float> Derivatives1x1() => _pointwise.Derivatives();

    [Benchmark]
    public Variable<float> Forward5x5OnOneChannel() => _oneChannel.Forward();

    [Benchmark]
    public Variable<float> Derivatives5x5OnOneChannel() => _oneChannel.Derivatives();

    [Benchmark]
    public Variable<float> ForwardTransposed() => _transposed.Forward();

    [Benchmark]
    public Variable<float> DerivativesTransposed() => _transposed.Derivatives();

    [Benchmark]
    public Variable<float> MaxPool() => Op.MaxPool(_image, 2);

    [Benchmark]
    public Variable<float> MaxPoolDerivative() => Differentiate.Gradient(x => Op.Sum(Op.MaxPool(x, 2)), _image);

    [Benchmark]
    public Variable<float> AveragePool() => Op.AveragePool(_image, 3, stride: 1, padding: 1);

    [Benchmark]
    public Variable<float> AveragePoolDerivative() => Differentiate.Gradient(x => Op.Sum(Op.AveragePool(x, 3, stride: 1, padding: 1)), _image);

    private sealed class Layer
    {
        private readonly Variable<float> _x;
        private readonly Variable<float> _w;
        private readonly Variable<float> _yBar;
        private readonly Func<Variable<float>, Variable<float>, Variable<float>> _function;

        public Layer(Shape x, Shape w, Func<Variable<float>, Variable<float>, Variable<float>> function)
        {
            (_x, _w, _function) = (Data.Normal(x), Data.Normal(w), function);
            _yBar = Data.Normal(function(_x, _w).Shape);
        }

        public Variable<float> Forward() => _function(_x, _w);

        public Variable<float> Derivatives() => Differentiate.Vjp(v => _function(v[0], v[1]), [_x, _w], _yBar).Product[0];
    }
}
