namespace AutoGrad.Benchmarks.Functions;

/// <summary>A function of one element, or of two, as a program without kernels calls it.</summary>
internal interface IScalarFunction<T>
{
    static abstract T At(T a, T b);
}
