using AutoGrad.Kernels.Special;

namespace AutoGrad.Benchmarks.Functions;

/// <content>The functions of one element.</content>
internal static partial class FunctionCases<T>
{
    private readonly struct ExpOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Exp(a);
    }

    private readonly struct Exp2Of : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Exp2(a);
    }

    private readonly struct ExpM1Of : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.ExpM1(a);
    }

    private readonly struct Log2Of : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Log2(a);
    }

    private readonly struct Log10Of : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Log10(a);
    }

    private readonly struct Log1pOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.LogP1(a);
    }

    private readonly struct SigmoidOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.One / (T.One + T.Exp(-a));
    }

    private readonly struct SoftplusOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Max(a, T.Zero) + T.LogP1(T.Exp(-T.Abs(a)));
    }

    private readonly struct TanOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Tan(a);
    }

    private readonly struct AsinOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Asin(a);
    }

    private readonly struct AcosOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Acos(a);
    }

    private readonly struct AtanOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Atan(a);
    }

    private readonly struct SinhOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Sinh(a);
    }

    private readonly struct CoshOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Cosh(a);
    }

    private readonly struct TanhOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Tanh(a);
    }

    private readonly struct AsinhOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Asinh(a);
    }

    private readonly struct AcoshOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Acosh(a);
    }

    private readonly struct AtanhOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Atanh(a);
    }

    private readonly struct CbrtOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Cbrt(a);
    }

    private readonly struct Atan2Of : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Atan2(a, b);
    }

    private readonly struct HypotOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Hypot(a, b);
    }

    private readonly struct RemainderOf : IScalarFunction<T>
    {
        public static T At(T a, T b)
        {
            var remainder = a % b;
            return remainder != T.Zero && (remainder < T.Zero) != (b < T.Zero) ? remainder + b : remainder;
        }
    }

    private readonly struct LogAddExpOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Max(a, b) + T.LogP1(T.Exp(-T.Abs(a - b)));
    }

    private readonly struct PowOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => T.Pow(a, b);
    }

    private readonly struct GeluTanhOf : IScalarFunction<T>
    {
        public static T At(T a, T b) => a / (T.One + T.Exp(-a * (T.CreateTruncating(GeluTanhKernel.Linear) + (T.CreateTruncating(GeluTanhKernel.Cubic) * a * a))));
    }
}
