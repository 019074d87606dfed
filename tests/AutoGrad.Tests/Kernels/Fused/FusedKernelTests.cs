using System.Numerics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Tests.Kernels.Fused;

public class FusedKernelTests
{
    private const int Longest = 37;
    private const int Guard = 16;

    private static readonly double[] Special =
        [0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, 1e300, -1e300, 3e38, 1e-40, 0.1, -2.5, 7, 1e10];

    public static TheoryData<string> Operations =>
        ["Negate", "Abs", "Sqrt", "Square", "Cube", "Reciprocal", "Relu", "Add", "Subtract", "Multiply", "Divide", "Maximum", "Minimum", "Equal", "NotEqual",
            "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Where"];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Run_GivesTheBitsOfTheOperation_AtEveryLength(string operation)
    {
        AssertSame<float>(operation);
        AssertSame<double>(operation);
    }

    [Fact]
    public void Run_MayWriteWhereItReads()
    {
        // y = (x·x + c)·x with y where x is.
        var kernel = FusedKernel<double>.Of([new(typeof(Squared), 0), new(typeof(Sum), ~0, 1), new(typeof(Product), ~1, 0)], [false, true]);
        double[] x = [.. Enumerable.Range(0, Longest).Select(i => i - 10.25)];
        var expected = x.Select(v => ((v * v) + 3) * v).ToArray();
        var operands = default(FusedOperands<double>);
        operands.SetRun(0, x);
        operands.SetElement(1, 3);
        kernel.Run(ref operands, x);
        Assert.Equal(expected, x);
    }

    [Fact]
    public void Run_TakesAsManyOperandsAsThereMayBe_InEachPlace()
    {
        // y = ((((((x0 - x1) - x2) - ...), of which every other one is one element.
        const int Most = FusedOperands<float>.Most;
        FusedOperation[] operations = [new(typeof(Difference), 0, 1), .. Enumerable.Range(1, Most - 2).Select(i => new FusedOperation(typeof(Difference), ~(i - 1), i + 1))];
        var operands = default(FusedOperands<float>);
        var expected = new float[Longest];
        for (var k = 0; k < Most; k++)
        {
            var values = Enumerable.Range(0, Longest).Select(i => k % 2 == 0 ? (k * k) + (0.1f * i) : 1f / (k + 2)).ToArray();
            for (var i = 0; i < Longest; i++)
                expected[i] = k == 0 ? values[i] : expected[i] - values[i];
            if (k % 2 == 0)
                operands.SetRun(k, values);
            else
                operands.SetElement(k, values[0]);
        }
        var y = new float[Longest];
        FusedKernel<float>.Of(operations, [.. Enumerable.Range(0, Most).Select(k => k % 2 != 0)]).Run(ref operands, y);
        Assert.Equal(expected, y);
    }

    [Fact]
    public void Of_GivesOneKernelForTheSameOperations_AndAnotherForOthers()
    {
        static FusedKernel<float> Make(Type function, int b, bool isElement) => FusedKernel<float>.Of([new(typeof(Squared), 0), new(function, ~0, b)], [false, isElement]);

        Assert.Same(Make(typeof(Sum), 1, false), Make(typeof(Sum), 1, false));
        Assert.Equal(4, new[] { Make(typeof(Sum), 1, false), Make(typeof(Product), 1, false), Make(typeof(Sum), 0, false), Make(typeof(Sum), 1, true) }.Distinct().Count());
    }

    private static void AssertSame<T>(string operation) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var length = 1; length <= Longest; length++)
        {
            Variable<T> Operand(int stride) => Variable.Create<T>([.. Enumerable.Range(0, length).Select(i => T.CreateSaturating(Special[(i * stride) % Special.Length]))], [length]);
            Variable<T>[] x = [Operand(3), Operand(7), Operand(11)];
            var expected = Eager(operation, x).ToArray();
            var primitive = Graph.Trace<T>((a, b, c) => Eager(operation, [a, b, c]), x[0].Shape, x[1].Shape, x[2].Shape).Nodes[^1];
            int[] numbers = [.. Enumerable.Range(0, primitive.OperandArray.Length)];
            var operands = default(FusedOperands<T>);
            for (var k = 0; k < primitive.OperandArray.Length; k++)
                operands.SetRun(k, x[k].ToArray());
            var y = new T[length + (2 * Guard)];
            y.AsSpan().Fill(T.CreateChecked(42));
            FusedKernel<T>.Of([new(primitive.Primitive!.Fused!, numbers)], new bool[numbers.Length]).Run(ref operands, y.AsSpan(Guard, length));
            for (var i = 0; i < length; i++)
            {
                var isSame = T.IsNaN(expected[i]) ? T.IsNaN(y[Guard + i]) : expected[i] == y[Guard + i] && T.IsNegative(expected[i]) == T.IsNegative(y[Guard + i]);
                Expect.True(isSame, $"{operation} of {length}: expected {expected[i]}, got {y[Guard + i]} at {i}");
            }
            Assert.All(y[..Guard].Concat(y[^Guard..]), value => Assert.Equal(T.CreateChecked(42), value));
        }
    }

    private static Variable<T> Eager<T>(string operation, Variable<T>[] x) where T : unmanaged, IFloatingPointIeee754<T> => operation switch
    {
        "Negate" => Op.Negate(x[0]),
        "Abs" => Op.Abs(x[0]),
        "Sqrt" => Op.Sqrt(x[0]),
        "Square" => Op.Square(x[0]),
        "Cube" => Op.Pow(x[0], 3),
        "Reciprocal" => Op.Reciprocal(x[0]),
        "Relu" => Op.Relu(x[0]),
        "Add" => Op.Add(x[0], x[1]),
        "Subtract" => Op.Subtract(x[0], x[1]),
        "Multiply" => Op.Multiply(x[0], x[1]),
        "Divide" => Op.Divide(x[0], x[1]),
        "Maximum" => Op.Maximum(x[0], x[1]),
        "Minimum" => Op.Minimum(x[0], x[1]),
        "Equal" => Op.Equal(x[0], x[1]),
        "NotEqual" => Op.NotEqual(x[0], x[1]),
        "Greater" => Op.Greater(x[0], x[1]),
        "GreaterOrEqual" => Op.GreaterOrEqual(x[0], x[1]),
        "Less" => Op.Less(x[0], x[1]),
        "LessOrEqual" => Op.LessOrEqual(x[0], x[1]),
        "Where" => Op.Where(x[0], x[1], x[2]),
        _ => throw new InvalidOperationException($"{operation}: is not known here."),
    };
}
