using System.Numerics;
using AutoGrad.Kernels;
using BenchmarkDotNet.Attributes;

namespace AutoGrad.Benchmarks;

/// <summary>The kernels of elementary functions against a loop over the functions of the type, one element at a time.</summary>
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
public class ElementaryFunctionBenchmarks<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Size = 4096;

    private readonly T[] _a = new T[Size];
    private readonly T[] _b = new T[Size];
    private readonly T[] _y = new T[Size];

    [ParamsAllValues]
    public ElementaryFunction Function { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        // Within the domain of each: from 1 on for acosh, below 1 for the inverses.
        var low = Function == ElementaryFunction.Acosh ? 1.0 : Function is ElementaryFunction.Pow or ElementaryFunction.Log1p ? 0.1 : -0.9;
        for (var i = 0; i < Size; i++)
        {
            _a[i] = T.CreateTruncating(low + (1.8 * random.NextDouble()));
            _b[i] = T.CreateTruncating(-10 + (20 * random.NextDouble()));
        }
    }

    [Benchmark(OperationsPerInvoke = Size)]
    public void Kernel()
    {
        switch (Function)
        {
            case ElementaryFunction.Atan: InverseTrigonometry.Atan<T>(_a, _y); break;
            case ElementaryFunction.Asin: InverseTrigonometry.Asin<T>(_a, _y); break;
            case ElementaryFunction.Acos: InverseTrigonometry.Acos<T>(_a, _y); break;
            case ElementaryFunction.Atan2: InverseTrigonometry.Atan2<T>(_a, _b, _y); break;
            case ElementaryFunction.Cbrt: Roots.Cbrt<T>(_a, _y); break;
            case ElementaryFunction.Pow: Power.Pow<T>(_a, _b, _y); break;
            case ElementaryFunction.Tan: Trigonometry.Tan<T>(_a, _y); break;
            case ElementaryFunction.Asinh: Hyperbolics.Asinh<T>(_a, _y); break;
            case ElementaryFunction.Acosh: Hyperbolics.Acosh<T>(_a, _y); break;
            case ElementaryFunction.Atanh: Hyperbolics.Atanh<T>(_a, _y); break;
            case ElementaryFunction.Sinh: Hyperbolics.Sinh<T>(_a, _y); break;
            case ElementaryFunction.Cosh: Hyperbolics.Cosh<T>(_a, _y); break;
            case ElementaryFunction.Tanh: Hyperbolics.Tanh<T>(_a, _y); break;
            case ElementaryFunction.Hypot: Roots.Hypot<T>(_a, _b, _y); break;
            case ElementaryFunction.ExpM1: Exponentials.ExpM1<T>(_a, _y); break;
            default: Logarithms.Log1p<T>(_a, _y); break;
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Size)]
    public void Scalar()
    {
        switch (Function)
        {
            case ElementaryFunction.Atan: Map(T.Atan); break;
            case ElementaryFunction.Asin: Map(T.Asin); break;
            case ElementaryFunction.Acos: Map(T.Acos); break;
            case ElementaryFunction.Atan2: Map(T.Atan2); break;
            case ElementaryFunction.Cbrt: Map(T.Cbrt); break;
            case ElementaryFunction.Pow: Map(T.Pow); break;
            case ElementaryFunction.Tan: Map(T.Tan); break;
            case ElementaryFunction.Asinh: Map(T.Asinh); break;
            case ElementaryFunction.Acosh: Map(T.Acosh); break;
            case ElementaryFunction.Atanh: Map(T.Atanh); break;
            case ElementaryFunction.Sinh: Map(T.Sinh); break;
            case ElementaryFunction.Cosh: Map(T.Cosh); break;
            case ElementaryFunction.Tanh: Map(T.Tanh); break;
            case ElementaryFunction.Hypot: Map(T.Hypot); break;
            case ElementaryFunction.ExpM1: Map(T.ExpM1); break;
            default: Map(T.LogP1); break;
        }
    }

    private void Map(Func<T, T> f)
    {
        for (var i = 0; i < Size; i++)
            _y[i] = f(_a[i]);
    }

    private void Map(Func<T, T, T> f)
    {
        for (var i = 0; i < Size; i++)
            _y[i] = f(_a[i], _b[i]);
    }
}
