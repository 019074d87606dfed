using System.Globalization;

namespace AutoGrad.Tests.Errors;

/// <summary>What is told has numbers as they are in code, whatever the culture of the user: a comma would be read as two numbers.</summary>
public sealed class CultureTests
{
    [Fact]
    public void Texts_AreTheSameInEachCulture()
    {
        var expected = Texts();
        Assert.Contains("Dropout: needs a probability from 0 to less than 1, got 1.5. (Parameter 'probability')", expected, StringComparison.Ordinal);
        var before = CultureInfo.CurrentCulture;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator) = (",", "'");
        (culture.NumberFormat.NegativeSign, culture.NumberFormat.PositiveInfinitySymbol) = ("\u2212", "unendlich");
        CultureInfo.CurrentCulture = culture;
        try
        {
            Assert.Equal("\u22121,5", (-1.5).ToString("0.0", CultureInfo.CurrentCulture));
            Assert.Equal(expected, Texts());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Texts()
    {
        var random = new RandomStream(1);
        var layer = new Linear<float>(300, 20, random);
        var graph = Graph.Trace((Variable<double> x) => Op.Sum(Op.Exp(-1.5 * x)), [1000]);
        return string.Join('\n',
        [
            Message(() => new Dropout<float>(1.5, random)), Message(() => new Sgd<float>(layer.Parameters, double.PositiveInfinity)),
            Message(() => new Adam<float>(layer.Parameters, -0.5)), Message(() => Schedule.Exponential(0.1, -2.5)), Message(() => GradientClipping.ByNorm(-1.5)),
            Message(() => new Schedule(_ => -0.5).At(0)), Message(() => new EarlyStopping { LeastChange = -0.5 }), Message(() => Domain()),
            Message(() => new Embedding<float>(5, 2, random).Forward(Variable.Vector(1.5f))), Message(() => Loss.CrossEntropy(Variable.Ones<float>([1, 3]), Variable.Vector(-0.5f))),
            Message(() => Loss.BinaryCrossEntropyOfProbabilities(Variable.Vector(1.5f), Variable.Vector(1f))), Message(() => Op.Cholesky(Variable.Matrix(new[,] { { -1.5 } }))),
            Message(() => Minimize.Lbfgs(x => Op.Sum(x * double.PositiveInfinity), Variable.Vector(1.0))),
            layer.Summary(), layer.Summary([64, 300]), $"{Variable.Vector(-1.5, double.PositiveInfinity)}", $"{Schedule.Constant(0.5).At(0) == 0.5}",
            graph.ToString(), graph.Gradient().Simplify().ToFormulas(), graph.ToLatex(), graph.ToSvg(), graph.ToCSharp("F"), graph.Explain(), $"{graph.Cost()}",
            $"{new EpochReport(0, 1.5, double.PositiveInfinity, new Dictionary<string, double> { ["accuracy"] = 0.5 }, 0.1)}",
        ]);

        string Domain() => $"{new LeakyRelu<float>(double.NegativeInfinity).Forward(Variable.Vector(-0.5f))}";
    }

    private static string Message(Func<object> make)
    {
        try
        {
            return $"{make()}";
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or ArithmeticException)
        {
            return exception.Message;
        }
    }
}
