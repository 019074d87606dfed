using System.Numerics;

namespace AutoGrad.Data;

/// <summary>Changes the features of one row at random, in place. It depends on nothing else and may be called by several threads at once.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <param name="features">The features of the row, row-major; the data set has its own copy.</param>
/// <param name="shape">Their shape without the axis of the rows, as in [1, 28, 28].</param>
/// <param name="random">Where the chance comes from: a stream of this row in this epoch alone.</param>
public delegate void Augmentation<T>(Span<T> features, Shape shape, RandomStream random) where T : unmanaged, IFloatingPointIeee754<T>;
