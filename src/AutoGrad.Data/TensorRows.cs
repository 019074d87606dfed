using System.Numerics.Tensors;

namespace AutoGrad.Data;

/// <summary>What data sets, batches and standardisation ask of a tensor whose first dimension counts rows.</summary>
internal static class TensorRows
{
    /// <summary>The lengths as text, such as [150, 4].</summary>
    internal static string Shape<T>(Tensor<T> tensor)
    {
        var lengths = tensor.Lengths;
        var words = new string[lengths.Length];
        for (int axis = 0; axis < words.Length; axis++)
            words[axis] = $"{lengths[axis]}";
        return $"[{string.Join(", ", words)}]";
    }

    /// <summary>The lengths of a shape, as tensors take them.</summary>
    internal static nint[] Lengths(Shape shape) => [.. shape.Select(length => (nint)length)];

    /// <summary>The shape of a row of a tensor [rows, ...].</summary>
    internal static Shape RowShape<T>(Tensor<T> tensor)
    {
        var lengths = new int[tensor.Rank - 1];
        for (int axis = 0; axis < lengths.Length; axis++)
            lengths[axis] = (int)tensor.Lengths[axis + 1];
        return AutoGrad.Shape.Create(lengths);
    }

    /// <summary>The elements in row-major order, in a new array [rows · row length], whatever the strides of the tensor.</summary>
    internal static T[] ToArray<T>(Tensor<T> tensor)
    {
        var elements = new T[tensor.FlattenedLength];
        tensor.FlattenTo(elements);
        return elements;
    }

    /// <summary>A tensor of its own with the same elements, contiguous.</summary>
    internal static Tensor<T> Copy<T>(Tensor<T> tensor) => Tensor.Create(ToArray(tensor), tensor.Lengths);

    /// <summary>Copies rows of a contiguous tensor [n, ...] into a new tensor [rows, ...].</summary>
    internal static Tensor<T> Select<T>(Tensor<T> tensor, ReadOnlySpan<int> rows)
    {
        var source = tensor.GetSpan(new nint[tensor.Rank], checked((int)tensor.FlattenedLength));
        int rowLength = source.Length / (int)tensor.Lengths[0];
        var selected = new T[checked(rows.Length * rowLength)];
        for (int i = 0; i < rows.Length; i++)
            source.Slice(rows[i] * rowLength, rowLength).CopyTo(selected.AsSpan(i * rowLength));

        nint[] lengths = [rows.Length, .. tensor.Lengths[1..]];
        return Tensor.Create(selected, lengths);
    }
}
