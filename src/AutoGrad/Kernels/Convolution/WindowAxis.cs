namespace AutoGrad.Kernels;

/// <summary>Windows of one size along an axis: the one at o takes the elements at o · stride - before + t · dilation that lie within it.</summary>
internal readonly record struct WindowAxis(int Window, int Stride, int Before, int Dilation);
