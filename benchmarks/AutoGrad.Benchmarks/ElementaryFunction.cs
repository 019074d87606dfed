namespace AutoGrad.Benchmarks;

/// <summary>Which function a benchmark computes.</summary>
public enum ElementaryFunction
{
    Atan,
    Asin,
    Acos,
    Atan2,
    Cbrt,
    Pow,
    Tan,
    Asinh,
    Acosh,
    Atanh,
    Sinh,
    Cosh,
    Tanh,
    Hypot,
    ExpM1,
    Log1p,
}
