using System.Numerics;

namespace AutoGrad.Testing;

/// <summary>That differentiation throws exactly when the function throws, and throws the same.</summary>
internal static class ThrowsCheck
{
    public static void Run<T>(Func<Variable<T>[], Variable<T>> f, Variable<T>[] x, GradientCheckOptions options, Modes<T> modes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Variable<T>? y = null;
        var forward = Thrown(() => y = f([.. x]));
        var yBar = Variable.Ones<T>(y?.Shape ?? Shape.Scalar);
        Variable<T>[] xDot = Array.ConvertAll(x, variable => Variable.Ones<T>(variable.Shape));
        Compare("the reverse mode", Thrown(() => modes.Vjp(f, x, yBar)));
        Compare("the forward mode", Thrown(() => modes.Jvp(f, x, xDot)));

        void Compare(string mode, Exception? thrown)
        {
            if (thrown?.GetType() == forward?.GetType() && thrown?.Message == forward?.Message)
                return;
            throw new GradientCheckException(
                $"{options.Name}: {mode} does not throw exactly when the function throws.\n" +
                $"  the function      {Describe(forward)}\n" +
                $"  {mode}  {Describe(thrown)}\n" +
                $"  inputs {string.Join(", ", x.Select(variable => variable.Shape))}", thrown ?? forward)
            {
                Check = GradientChecks.Throws,
            };
        }
    }

    private static string Describe(Exception? thrown) => thrown is null ? "throws nothing" : $"throws {thrown.GetType().Name}: {thrown.Message}";

    // Whatever a function throws is to be thrown again by its derivative, so all of it is caught.
    private static Exception? Thrown(Action action)
    {
        try
        {
            action();
            return null;
        }
#pragma warning disable CA1031 // The exception is what is compared.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }
}
