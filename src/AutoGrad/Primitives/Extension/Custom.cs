using System.Numerics;
using AutoGrad.Recording;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// An operation on one variable by a rule of one's own: how it is computed, from operations that are not recorded, and its derivative
    /// instead of theirs.
    /// </summary>
    /// <param name="x">The input.</param>
    /// <param name="forward">The value from the input, of the shape of the input. It must give the same each time.</param>
    /// <param name="pullback">
    /// The cotangent xBar [..x.Shape] from the input x, the output y and the cotangent yBar [..y.Shape]; null where it is zero. Linear in
    /// yBar, and written in variables: then both modes and every order follow from it.
    /// </param>
    /// <param name="name">The name in messages and formulas.</param>
    /// <exception cref="ShapeException">The value or the cotangent has another shape than x.</exception>
    public static Variable<T> Custom<T>(
        Variable<T> x, Func<Variable<T>, Variable<T>> forward, Func<Variable<T>, Variable<T>, Variable<T>, Variable<T>?> pullback, string name = "custom")
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(pullback);
        return Custom<T>([x], inputs => forward(inputs[0]), (_, inputs, y, yBar) => pullback(inputs[0], y, yBar), name);
    }

    /// <summary>An operation on each element of one variable by a rule of one's own: how a run of elements is computed, and the derivative.</summary>
    /// <param name="x">The input.</param>
    /// <param name="forward">The values from the elements. It must give the same each time.</param>
    /// <param name="pullback">The cotangent xBar [..x.Shape] from x, y and yBar [..x.Shape], as in the other overloads.</param>
    /// <param name="name">The name in messages and formulas.</param>
    /// <exception cref="ShapeException">The cotangent has another shape than x.</exception>
    public static Variable<T> Custom<T>(
        Variable<T> x, CustomKernel<T> forward, Func<Variable<T>, Variable<T>, Variable<T>, Variable<T>?> pullback, string name = "custom")
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(pullback);
        return new CustomPrimitive<T>(name, null, forward, (_, inputs, y, yBar) => pullback(inputs[0], y, yBar), null).Apply(x);
    }

    /// <summary>
    /// An operation on any number of variables by a rule of one's own: how it is computed, from operations that are not recorded, and its
    /// derivatives instead of theirs.
    /// </summary>
    /// <param name="x">The inputs.</param>
    /// <param name="forward">The value from the inputs. It must give the same each time.</param>
    /// <param name="pullback">
    /// The cotangent of one input from its number, the inputs x, the output y and the cotangent yBar [..y.Shape]; null where it is zero. Of
    /// the shape of the input or, where the input was broadcast, of that of y. Linear in yBar, and written in variables: then both modes and
    /// every order follow from it.
    /// </param>
    /// <param name="name">The name in messages and formulas.</param>
    /// <param name="shape">The shape of the value from those of the inputs; where it is left out, that to which they broadcast.</param>
    /// <exception cref="ShapeException">The value or a cotangent has a wrong shape, or the inputs do not broadcast.</exception>
    public static Variable<T> Custom<T>(
        ReadOnlySpan<Variable<T>> x, Func<Variable<T>[], Variable<T>> forward, Func<int, Variable<T>[], Variable<T>, Variable<T>, Variable<T>?> pullback,
        string name = "custom", Func<Shape[], Shape>? shape = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(pullback);
        return new CustomPrimitive<T>(name, forward, null, pullback, shape).Apply(x);
    }

    private sealed record CustomPrimitive<T>(
        string Symbol, Func<Variable<T>[], Variable<T>>? Forward, CustomKernel<T>? Kernel,
        Func<int, Variable<T>[], Variable<T>, Variable<T>, Variable<T>?> Rule, Func<Shape[], Shape>? ShapeRule) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override string Name => Symbol;

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x)
        {
            if (ShapeRule is not null)
                return ShapeRule(Array.ConvertAll(x.ToArray(), input => input.Shape));
            var shape = Shape.Scalar;
            foreach (var input in x)
                shape = Shape.Broadcast(Name, shape, input.Shape);
            return shape;
        }

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            if (Kernel is not null)
            {
                Kernel(ValuesOf(x[0]), y);
                return;
            }
            // Nothing of it is recorded: the rule stands for its derivative.
            using var scratch = new Scratch<T>();
            var value = Forward!(x.ToArray()) ?? throw new ArgumentException($"{Name}: needs a forward that gives a variable, got null.");
            var shape = InferShape(x);
            if (!value.Shape.Equals(shape))
                Guard.ThrowShape(Name, $"needs a forward that gives the shape {shape}", $"{value.Shape}");
            ValuesOf(value).CopyTo(y);
        }

        protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            Rule(input, x.ToArray(), y, yBar);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call(Symbol, x);
    }
}
