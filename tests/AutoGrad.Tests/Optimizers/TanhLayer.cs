using System.Numerics;
using static AutoGrad.Loss;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Optimizers;

/// <summary>The problem of Figures/optimizers/optimizers.py: a layer of three tanh units, fitted to four rows.</summary>
internal sealed class TanhLayer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly Variable<T> X = Matrix(new[,] { { 0.5, -1.0 }, { 1.5, 0.25 }, { -0.75, 2.0 }, { 1.0, 1.0 } });
    private static readonly Variable<T> Y = Matrix(new[,] { { 0.5, -0.25, 0.0 }, { -0.5, 0.75, 0.25 }, { 0.1, 0.2, -0.9 }, { 0.8, -0.6, 0.3 } });

    public Parameter<T> Weight { get; } = new(Matrix(new[,] { { 0.1, -0.2 }, { 0.3, 0.4 }, { -0.5, 0.6 } }), "weight");

    public Parameter<T> Bias { get; } = new(Variable.Vector(T.CreateChecked(0.05), T.CreateChecked(-0.1), T.CreateChecked(0.15)), "bias");

    public Parameter<T>[] Parameters => [Weight, Bias];

    public Variable<T> Loss() => MeanSquaredError(Tanh(MatMul(X, Weight.Variable, transposeB: true) + Bias), Y);

    public void Train(Optimizer<T> optimizer, int steps, Func<Variable<T>>? penalty = null)
    {
        for (var i = 0; i < steps; i++)
        {
            using var tape = new Tape<T>();
            optimizer.Minimize(penalty is null ? Loss() : Loss() + penalty());
        }
    }

    public double[] Values => [.. Weight.Variable.ToArray().Concat(Bias.Variable.ToArray()).Select(double.CreateChecked)];

    private static Variable<T> Matrix(double[,] values)
    {
        var elements = values.Cast<double>().Select(T.CreateChecked).ToArray();
        return Variable.Create<T>(elements, [values.GetLength(0), values.GetLength(1)]);
    }
}
