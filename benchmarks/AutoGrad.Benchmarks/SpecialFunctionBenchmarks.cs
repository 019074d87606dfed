using AutoGrad.Kernels.Singles;
using AutoGrad.Kernels.Special;
using BenchmarkDotNet.Attributes;

namespace AutoGrad.Benchmarks;

/// <summary>The kernels of the special functions: float and double in the widest registers, and the same text on one double at a time.</summary>
public class SpecialFunctionBenchmarks
{
    private const int Size = 8192;

    private readonly float[] _singles = new float[Size];
    private readonly float[] _singleResults = new float[Size];
    private readonly double[] _x = new double[Size];
    private readonly double[] _y = new double[Size];

    [Params("Erf", "Erfc", "ErfInv", "Gelu", "Lgamma", "Digamma", "Logit", "Sinc")]
    public string Function { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        var (low, high) = Function switch
        {
            "ErfInv" => (-1.0, 1.0),
            "Logit" => (0, 1),
            "Lgamma" or "Digamma" => (0, 20),
            _ => (-4, 4),
        };
        for (var i = 0; i < Size; i++)
        {
            _x[i] = low + ((high - low) * random.NextDouble());
            _singles[i] = (float)_x[i];
        }
    }

    [Benchmark(Baseline = true)]
    public void OneAtATime() => Run(new Scalar(this));

    [Benchmark]
    public void InDouble() => Run(new Wide(this));

    [Benchmark]
    public void InFloat()
    {
        switch (Function)
        {
            case "Erf": SingleMap.Apply<SingleErrorFunction.Erf>(_singles, _singleResults); break;
            case "Erfc": SingleMap.Apply<SingleErrorFunction.Erfc>(_singles, _singleResults); break;
            case "Gelu": SingleMap.Apply<SingleErrorFunction.Gelu>(_singles, _singleResults); break;
            default: Run(new Single(this)); break;
        }
    }

    private void Run<TRun>(TRun run) where TRun : struct, IRun
    {
        switch (Function)
        {
            case "Erf": run.Of<ErrorFunction.Erf>(default); break;
            case "Erfc": run.Of<ErrorFunction.Erfc>(default); break;
            case "ErfInv": run.Of<InverseErrorFunction>(default); break;
            case "Gelu": run.Of<ErrorFunction.Gelu>(default); break;
            case "Lgamma": run.Of<LogGamma>(default); break;
            case "Digamma": run.Of<Digamma>(default); break;
            case "Logit": run.Of<LogOdds>(default); break;
            default: run.Of(new Sinc(0)); break;
        }
    }

    private interface IRun
    {
        void Of<TFunction>(TFunction function) where TFunction : struct, ILaneFunction;
    }

    private readonly struct Scalar(SpecialFunctionBenchmarks data) : IRun
    {
        public void Of<TFunction>(TFunction function) where TFunction : struct, ILaneFunction =>
            LaneMap.ApplyIn<TFunction, Lanes1>(function, data._x, data._y);
    }

    private readonly struct Wide(SpecialFunctionBenchmarks data) : IRun
    {
        public void Of<TFunction>(TFunction function) where TFunction : struct, ILaneFunction =>
            LaneMap.Apply<double, TFunction>(function, data._x, data._y);
    }

    private readonly struct Single(SpecialFunctionBenchmarks data) : IRun
    {
        public void Of<TFunction>(TFunction function) where TFunction : struct, ILaneFunction =>
            LaneMap.Apply<float, TFunction>(function, data._singles, data._singleResults);
    }
}
