using AutoGrad.Recording;
using static AutoGrad.Op;

namespace AutoGrad.Tests;

public class StateTests
{
    [Fact]
    public void Constructor_CopiesTheValue()
    {
        var initial = new double[] { 1, 2 };
        Variable<double> variable = initial;
        var state = new State<double>(variable, "state");
        variable.Value[0] = 7;
        Assert.Equal([1, 2], state.Value);
        Assert.Equal("state", state.Name);
        Assert.Equal(Shape.Create([2]), state.Shape);
    }

    [Fact]
    public void Constructor_OfBadArguments_Throws()
    {
        Assert.Equal("initial", Assert.Throws<ArgumentNullException>(() => new State<double>(null!, "state")).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentNullException>(() => new State<double>(1, null!)).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => new State<double>(1, "")).ParamName);
    }

    [Fact]
    public void Constructor_UnderATape_OutlivesIt()
    {
        State<double> state;
        using (new Tape<double>())
            state = new(Variable.Ones<double>([3]) * 2, "state");
        using (new Tape<double>())
            _ = Variable.Ones<double>([3]) * 9;
        Assert.Equal([2, 2, 2], state.Value);
    }

    [Fact]
    public void Operators_AreThoseOfTheValue()
    {
        var a = new State<double>(new double[] { 6, 8 }, "a");
        var b = new State<double>(new double[] { 3, 2 }, "b");
        Assert.Equal([9, 10], (a + b).ToArray());
        Assert.Equal([3, 6], (a - b).ToArray());
        Assert.Equal([18, 16], (a * b).ToArray());
        Assert.Equal([2, 4], (a / b).ToArray());
        Assert.Equal([-6, -8], (-a).ToArray());
        Assert.Equal([7, 9], (a.Variable + 1).ToArray());
        Assert.Equal([5, 7], (Variable.Vector(11.0, 15.0) - a).ToArray());
    }

    [Fact]
    public void Assign_OfAnotherShape_SaysBoth()
    {
        var state = new State<double>(new double[] { 1, 2 }, "running mean");
        var exception = Assert.Throws<ShapeException>(() => state.Assign(Variable.Ones<double>([1, 2])));
        Assert.Equal("Assign to running mean: needs a value [2], got [1, 2].", exception.Message);
        Assert.Equal("value", Assert.Throws<ArgumentNullException>(() => state.Assign(null!)).ParamName);
        Assert.Equal([1, 2], state.Value);
    }

    [Fact]
    public void Assign_OfAReleasedValue_ThrowsAndLeavesTheState()
    {
        var state = new State<double>(new double[] { 1, 2 }, "state");
        Variable<double> gone;
        using (new Tape<double>())
            gone = Variable.Ones<double>([2]) * 2;
        Assert.Throws<ReleasedValueException>(() => state.Assign(gone));
        Assert.Equal([1, 2], state.Value);
    }

    [Fact]
    public void Assign_OfAValueOfATape_KeepsItWhenTheTapeIsDisposed()
    {
        var state = new State<double>(new double[] { 1, 2 }, "state");
        using (new Tape<double>())
            state.Assign(state.Variable * 10);
        Churn();
        Assert.Equal([10, 20], state.Value);
    }

    [Fact]
    public void Assign_OfItself_ChangesNothing()
    {
        var state = new State<double>(new double[] { 1, 2 }, "state");
        state.Assign(state);
        Churn();
        Assert.Equal([1, 2], state.Value);
        using (new Tape<double>())
            state.Assign(state);
        Churn();
        Assert.Equal([1, 2], state.Value);
        using (new Scratch<double>())
        {
            state.Assign(state);
            state.Assign(Identity(state.Variable));
            state.Assign(Reshape(Reshape(state.Variable, 1, 2), 2));
        }
        Churn();
        Assert.Equal([1, 2], state.Value);
    }

    [Fact]
    public void Assign_OfAnotherState_CopiesItsValueNotItsFate()
    {
        var a = new State<double>(new double[] { 1, 2 }, "a");
        var b = new State<double>(new double[] { 3, 4 }, "b");
        a.Assign(b);
        b.Assign(new double[] { 5, 6 });
        Churn();
        Assert.Equal([3, 4], a.Value);
        Assert.Equal([5, 6], b.Value);
        using (new Scratch<double>())
        {
            a.Assign(b);
            b.Assign(b.Variable * 2);
            b.Assign(b.Variable * 2);
        }
        Churn();
        Assert.Equal([5, 6], a.Value);
        Assert.Equal([20, 24], b.Value);
    }

    [Fact]
    public void Assign_OfOneComputedValueToTwoStates_SharesNothingThatChanges()
    {
        var a = new State<double>(new double[] { 1, 2 }, "a");
        var b = new State<double>(new double[] { 3, 4 }, "b");
        using (new Scratch<double>())
        {
            var sum = a + b;
            a.Assign(sum);
            b.Assign(Identity(sum));
        }
        using (new Scratch<double>())
            a.Assign(a.Variable * 100);
        Churn();
        Assert.Equal([400, 600], a.Value);
        Assert.Equal([4, 6], b.Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Assign_CanSwapTwoStates(bool inScratch)
    {
        var a = new State<double>(new double[] { 1, 2 }, "a");
        var b = new State<double>(new double[] { 3, 4 }, "b");
        for (var i = 0; i < 5; i++)
        {
            using var scratch = inScratch ? new Scratch<double>() : null;
            var old = a.Variable;
            a.Assign(b);
            b.Assign(old);
        }
        Churn();
        Assert.Equal([3, 4], a.Value);
        Assert.Equal([1, 2], b.Value);
    }

    [Fact]
    public void Assign_NeverOverwritesWhatWasRead()
    {
        // Values are read in every way, from the present one and from old ones, while training steps go on.
        var random = new Random(5);
        var weight = new Parameter<double>(Variable.Full([50], 1.0), "weight");
        var held = new List<(Func<double[]> Read, double[] Copy)>();
        for (var i = 0; i < 400; i++)
        {
            var expected = Enumerable.Repeat(1.0 + i, 50).ToArray();
            switch (random.Next(6))
            {
                case 0:
                    var value = weight.Value;
                    held.Add((() => [.. value], expected));
                    break;
                case 1:
                    var variable = weight.Variable;
                    held.Add((variable.ToArray, expected));
                    break;
                case 2:
                    var other = weight.Variable.Detach();
                    held.Add((() => [.. other.Value], expected));
                    break;
                case 3:
                    var reshaped = Reshape(weight.Variable, 5, 10);
                    held.Add((reshaped.ToArray, expected));
                    break;
                case 4:
                    var gradient = Differentiate.Gradient<double>(w => Sum(w * w), weight);
                    held.Add((gradient.ToArray, [.. expected.Select(v => 2 * v)]));
                    break;
            }
            TrainingStep(weight, random.Next(2) == 0);
        }
        Assert.Equal(401, weight.Value[0]);
        Assert.All(held, item => Assert.Equal(item.Copy, item.Read()));
    }

    [Fact]
    public void Assign_OfStatesInAScratch_TakesMemoryFromThePool()
    {
        const int Size = 100_000;
        var weight = new Parameter<double>(Variable.Full([Size], 1.0), "weight");
        var moment = new State<double>(Variable.Zeros<double>([Size]), "moment");
        for (var i = 0; i < 3; i++)
            Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            Step();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Expect.True(allocated < Size * sizeof(double), $"{allocated} bytes in ten steps");
        Assert.Equal(1 + 13, weight.Value[0], 12);

        void Step()
        {
            using var scratch = new Scratch<double>();
            moment.Assign((0.9 * moment.Variable) + 0.1);
            weight.Assign(weight + (moment / moment));
        }
    }

    [Fact]
    public void Assign_InATrainingLoop_AllocatesNoMoreThanAFewValuesAStep()
    {
        const int Size = 100_000;
        var weight = new Parameter<double>(Variable.Full([Size], 1.0), "weight");
        for (var i = 0; i < 3; i++)
            TrainingStep(weight, inScratch: true);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            TrainingStep(weight, inScratch: true);
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / 10;
        Expect.True(allocated < 3 * Size * sizeof(double), $"{allocated} bytes a step");
        Assert.Equal(1 + 13, weight.Value[0], 12);
    }

    [Fact]
    public void Variable_ReadUnderATape_IsGoodUntilTheTapeIsDisposed()
    {
        var state = new State<double>(new double[] { 1, 2 }, "state");
        // A first assignment in a scratch gives the state an array of the pool.
        using (new Scratch<double>())
            state.Assign(state.Variable * 1);
        Variable<double> read;
        using (new Tape<double>())
        {
            read = state.Variable;
            using (new Scratch<double>())
                state.Assign(state.Variable * 10);
            Churn();
            Assert.Equal([1, 2], read.ToArray());
            Assert.Equal([2, 4], (read * 2).ToArray());
        }
        var exception = Assert.Throws<ReleasedValueException>(() => read.Value);
        Assert.Equal(
            "Value: the value of this variable [2] has been given back, because its tape was disposed or its state was assigned since. " +
            "Read Value, or call Detach, before that.",
            exception.Message);
        Assert.Equal([10, 20], state.Value);
    }

    [Fact]
    public void Variable_ReadUnderTwoTapes_IsGoodUntilBothAreDisposed()
    {
        var state = new State<double>(new double[] { 1, 2 }, "state");
        using (new Scratch<double>())
            state.Assign(state.Variable * 1);
        using (new Tape<double>())
        {
            var outer = state.Variable;
            using (new Tape<double>())
            {
                Assert.Same(outer, state.Variable);
                using (new Scratch<double>())
                    state.Assign(state.Variable * 10);
            }
            Churn();
            Assert.Equal([1, 2], outer.ToArray());
        }
    }

    [Fact]
    public void EmptyAndScalarStates_AreAssignedLikeOthers()
    {
        var empty = new State<double>(Variable.Zeros<double>([0, 3]), "empty");
        var scalar = new State<double>(2, "scalar");
        for (var i = 0; i < 3; i++)
        {
            using var scratch = new Scratch<double>();
            empty.Assign(empty * scalar);
            scalar.Assign(scalar * scalar);
        }
        Assert.Equal(256, scalar.Variable.Scalar);
        Assert.Empty(empty.Variable.ToArray());
    }

    // Adds 1 to each weight.
    private static void TrainingStep(Parameter<double> weight, bool inScratch)
    {
        Variable<double> gradient;
        using (var tape = new Tape<double>())
        {
            var loss = Sum(Sin(weight.Variable) * 0) + Sum(weight.Variable * 2) + Sum(Square(weight.Variable) * 0);
            gradient = tape.Gradient(loss, weight, recorded: false);
        }
        using var scratch = inScratch ? new Scratch<double>() : null;
        weight.Assign(weight + (0.5 * gradient));
    }

    private static void Churn()
    {
        for (var i = 0; i < 20; i++)
        {
            using var tape = new Tape<double>();
            var x = Variable.Full([2], -1.0);
            for (var j = 0; j < 5; j++)
                x *= 3;
        }
    }
}
