namespace AutoGrad.Tests.Primitives;

/// <summary>What the derivative of an operation is by nature.</summary>
internal enum Derivative
{
    /// <summary>There is one, and it is not zero everywhere.</summary>
    Exists,

    /// <summary>It is zero wherever there is one.</summary>
    IsZero,

    /// <summary>There is none: asking for it is an error.</summary>
    Missing,
}
