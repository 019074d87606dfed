using AutoGrad.Recording;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Recording;

public class ScratchTests
{
    [Fact]
    public void Collect_GivesBackWhatNobodyHolds()
    {
        using var scratch = new Scratch<double>();
        var x = Variable.Ones<double>([3]);
        var (free, held) = (x * 2, x * 3);
        held.Storage.Hold();
        var reshaped = Reshape(held, 1, 3);
        scratch.Collect();

        Assert.Throws<ReleasedValueException>(() => free.ToArray());
        Assert.Equal([3, 3, 3], held.ToArray());
        Assert.Equal([3, 3, 3], reshaped.ToArray());
        Assert.Equal([1, 1, 1], x.ToArray());
        scratch.Drop(held.Storage);
        Assert.Throws<ReleasedValueException>(() => reshaped.ToArray());
    }

    [Fact]
    public void OwnsAlone_OnlyWhatWasMadeHereAndHasOneHolder()
    {
        using var scratch = new Scratch<double>();
        var x = Variable.Ones<double>([3]);
        x.Storage.Hold();
        Assert.False(scratch.OwnsAlone(x.Storage));
        var y = x * 2;
        Assert.False(scratch.OwnsAlone(y.Storage));
        y.Storage.Hold();
        Assert.True(scratch.OwnsAlone(y.Storage));
        y.Storage.Hold();
        Assert.False(scratch.OwnsAlone(y.Storage));
        scratch.Drop(y.Storage);
        _ = y.Value;
        Assert.False(scratch.OwnsAlone(y.Storage));
    }

    [Fact]
    public void Dispose_GivesBackAllButWhatWasReadOrPassedOn()
    {
        Variable<double> lost;
        Variable<double> held;
        Variable<double> read;
        Variable<double> passed;
        var owner = new object();
        using (var scratch = new Scratch<double>())
        {
            var x = Variable.Ones<double>([3]);
            (lost, held, read, passed) = (x * 2, x * 3, x * 4, x * 5);
            held.Storage.Hold();
            scratch.Collect();
            Assert.Throws<ReleasedValueException>(() => lost.ToArray());
            (lost, read, passed) = (x * 2, x * 4, x * 5);
            _ = read.Value;
            Assert.True(scratch.TryPass(passed.Storage, owner));
            Assert.False(scratch.TryPass(passed.Storage, owner));
            Assert.False(scratch.TryPass(x.Storage, owner));
        }
        using (new Scratch<double>())
            _ = Variable.Ones<double>([3]) * 9;

        Assert.Throws<ReleasedValueException>(() => lost.ToArray());
        Assert.Throws<ReleasedValueException>(() => held.ToArray());
        Assert.Equal([4, 4, 4], read.ToArray());
        Assert.Equal([5, 5, 5], passed.ToArray());
        Assert.Null(Recorder<double>.Current);
    }

    [Fact]
    public void Collect_OfManyHeldValues_KeepsThemAll()
    {
        using var scratch = new Scratch<double>();
        var x = Variable.Ones<double>([3]);
        var held = new List<Variable<double>>();
        for (var i = 0; i < 1000; i++)
        {
            var y = x * i;
            y.Storage.Hold();
            held.Add(y);
            scratch.Collect();
            if (i % 3 == 0)
            {
                scratch.Drop(held[0].Storage);
                held.RemoveAt(0);
            }
        }
        for (var i = 0; i < held.Count; i++)
            Assert.Equal(held[0].ToArray()[0] + i, held[i].ToArray()[2]);
    }
}
