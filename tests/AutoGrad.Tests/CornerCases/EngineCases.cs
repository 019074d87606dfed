using static AutoGrad.Op;

namespace AutoGrad.Tests.CornerCases;

/// <summary>The cases about recording and differentiating.</summary>
internal static class EngineCases
{
    public static IReadOnlyDictionary<string, Action> All { get; } = new Dictionary<string, Action>
    {
        ["engine.01"] = GradientOfSeveralElements_Throws,
        ["engine.04"] = GradientInWhatTheTapeHasNotSeen_Throws,
        ["engine.05"] = GradientOfAnAssignedState_Throws,
        ["engine.08"] = GradientOfAConstant_Throws,
        ["engine.09"] = GradientThroughDetach_Throws,
        ["engine.10"] = DerivativesOfAPower_EndInAConstant,
        ["engine.11"] = CotangentOfAnotherShape_Throws,
        ["engine.12"] = WhatWasComputedWithoutATape_IsConstant,
        ["engine.13"] = DetachedCopy_HasAGradientOfItsOwn,
        ["engine.14"] = LongChain_DoesNotOverflowTheStack,
        ["engine.15"] = Hessian_OfASumOfCubes,
    };

    private static void GradientOfSeveralElements_Throws() => WithTape((tape, x) => Assert.Throws<ShapeException>(() => tape.Gradient(Square(x), x)));

    private static void GradientInWhatTheTapeHasNotSeen_Throws() =>
        WithTape((tape, x) => Assert.Throws<NotOnTapeException>(() => tape.Gradient(Sum(x), Variable.Vector(1.0))));

    private static void GradientOfAnAssignedState_Throws()
    {
        var parameter = new Parameter<double>(Variable.Vector(1.0, 2), "w");
        using var tape = new Tape<double>();
        var y = Sum(Square(parameter.Variable));
        var w = parameter.Variable;
        parameter.Assign(Variable.Vector(3.0, 4));
        Assert.Throws<StaleGradientException>(() => tape.Gradient(y, w));
    }

    private static void GradientOfAConstant_Throws() =>
        WithTape((tape, x) => Assert.Throws<NotOnTapeException>(() => tape.Gradient(Variable.Scalar(1.0), x)));

    private static void GradientThroughDetach_Throws() => WithTape((tape, x) => Assert.Throws<NotOnTapeException>(() => tape.Gradient(Sum(x).Detach(), x)));

    private static void DerivativesOfAPower_EndInAConstant()
    {
        using var tape = new Tape<double>();
        var x = Identity(Variable.Scalar(3.0));
        var y = Pow(x, 5);
        foreach (var derivative in new double[] { 405, 540, 540, 360, 120, 0 })
            Assert.Equal(derivative, (y = tape.Gradient(y, x)).Scalar, derivative * 1e-14);
        Assert.Throws<NotOnTapeException>(() => tape.Gradient(y, x));
    }

    private static void CotangentOfAnotherShape_Throws() =>
        WithTape((tape, x) => Assert.Throws<ShapeException>(() => tape.Vjp(Square(x), Variable.Ones<double>([3]), x)));

    private static void WhatWasComputedWithoutATape_IsConstant()
    {
        var x = Variable.Vector(1.0, 2);
        var y = Sum(Square(x));
        using var tape = new Tape<double>();
        Assert.Throws<NotOnTapeException>(() => tape.Gradient(y, x));
    }

    private static void DetachedCopy_HasAGradientOfItsOwn()
    {
        using var tape = new Tape<double>();
        var x = Identity(Variable.Vector(2.0));
        var copy = Identity(Sin(x).Detach());
        var gradients = tape.Gradient(Sum(x * copy), [x, copy]);
        Assert.Equal(0.9092974268256817, gradients[0].Scalar, 1e-15);
        Assert.Equal(2, gradients[1].Scalar);
    }

    private static void LongChain_DoesNotOverflowTheStack()
    {
        using var tape = new Tape<double>();
        var x = Identity(Variable.Scalar(1.0));
        var y = x;
        for (var i = 0; i < 20000; i++)
            y *= 1.0001;
        Assert.Equal(7.388317279514809, y.Scalar, 1e-11);
        Assert.Equal(7.388317279514809, tape.Gradient(y, x).Scalar, 1e-11);
    }

    private static void Hessian_OfASumOfCubes() =>
        Assert.Equal([6, 0, 0, 12], Differentiate.Hessian(x => Sum(x * x * x), Variable.Vector(1.0, 2)).ToArray());

    private static void WithTape(Action<Tape<double>, Variable<double>> check)
    {
        using var tape = new Tape<double>();
        check(tape, Identity(Variable.Vector(1.0, 2)));
    }
}
