using System.Numerics.Tensors;

namespace AutoGrad.Graphs.Compilation;

/// <summary>The memory of tensors that lie in one piece.</summary>
internal static class DenseTensor
{
    extension<T>(Tensor<T> tensor)
    {
        /// <summary>The elements, row-major.</summary>
        public Span<T> Elements
        {
            get
            {
                Span<nint> first = stackalloc nint[tensor.Rank];
                first.Clear();
                return tensor.GetSpan(first, checked((int)tensor.FlattenedLength));
            }
        }
    }
}
