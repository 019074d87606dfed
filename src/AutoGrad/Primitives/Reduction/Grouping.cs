using System.Numerics;
using AutoGrad.Kernels.Standardization;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>What is standardised together: the elements along axes, for each place along the others.</summary>
    private static class Grouping
    {
        /// <summary>The groups as the middle one of three axes; null where the axes that stay are not neighbours.</summary>
        public static GroupLayout? Of(Shape shape, Axes axes)
        {
            // An axis of length 1 may stay or not.
            var (first, last) = (0, -1);
            for (var axis = 0; axis < shape.Rank; axis++)
            {
                if (axes.Contains(axis) || shape[axis] == 1)
                    continue;
                (first, last) = (last < 0 ? axis : first, axis);
            }
            for (var axis = first; axis < last; axis++)
            {
                if (axes.Contains(axis) && shape[axis] != 1)
                    return null;
            }
            return new(shape.SizeOf(0, first), shape.SizeOf(first, last + 1), shape.SizeOf(last + 1, shape.Rank));
        }

        /// <summary>The shape with a length of 1 along the axes.</summary>
        public static Shape Kept(Shape shape, Axes axes) =>
            Shape.Create([.. Enumerable.Range(0, shape.Rank).Select(axis => axes.Contains(axis) ? 1 : shape[axis])]);

        /// <summary>Whether a shape is that with a length of 1 along the axes.</summary>
        public static bool IsKept(Shape candidate, Shape shape, Axes axes)
        {
            // In a compiled program, nothing is allocated.
            for (var axis = 0; axis < shape.Rank; axis++)
            {
                if (candidate[axis] != (axes.Contains(axis) ? 1 : shape[axis]))
                    return false;
            }
            return true;
        }

        /// <summary>The shape with a length of 1 along all other axes.</summary>
        public static Shape Reduced(Shape shape, Axes axes) =>
            Shape.Create([.. Enumerable.Range(0, shape.Rank).Select(axis => axes.Contains(axis) ? shape[axis] : 1)]);

        /// <summary>The shape of two numbers for each group.</summary>
        public static Shape Stacked(Shape shape, Axes axes) => Shape.Create([2, .. Kept(shape, axes).Lengths]);

        /// <summary>The axes that stay, and then the others: an order in which each group lies side by side.</summary>
        public static int[] SideBySide(Shape shape, Axes axes) => [.. Enumerable.Range(0, shape.Rank).Where(axis => !axes.Contains(axis)), .. axes.Values];

        /// <summary>The mean and the variance of each group, stacked.</summary>
        public static Variable<T> MomentsOf<T>(Variable<T> x, Axes axes) where T : unmanaged, IFloatingPointIeee754<T>
        {
            if (Of(x.Shape, axes) is not null)
                return new MomentsPrimitive<T>(axes).Apply(x);
            var moments = new MomentsPrimitive<T>(LastOf(x.Shape, axes)).Apply(Permute(x, SideBySide(x.Shape, axes)));
            return Reshape(moments, Stacked(x.Shape, axes));
        }

        /// <summary>As many axes at the end.</summary>
        public static Axes LastOf(Shape shape, Axes axes) => new([.. Enumerable.Range(shape.Rank - axes.Count, axes.Count)]);
    }
}
