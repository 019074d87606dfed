using System.Numerics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Standardization;

/// <summary>What an element becomes, for <see cref="GroupTerms{T, TTerm}"/>.</summary>
internal interface IGroupTerm<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How many coefficients a group has, from 2 to 4.</summary>
    static abstract int Coefficients { get; }

    /// <summary>How many rows of numbers there are that belong to a place in a line, from 0 to 2.</summary>
    static abstract int Places { get; }

    /// <summary>Whether each element has a cotangent beside it.</summary>
    static abstract bool ReadsCotangents { get; }

    /// <param name="x">The elements.</param>
    /// <param name="u">Their cotangents.</param>
    /// <param name="p">The first numbers of their places.</param>
    /// <param name="q">The second.</param>
    /// <param name="c0">The coefficients of their groups, of which the first is the mean.</param>
    /// <param name="c1">The second.</param>
    /// <param name="c2">The third.</param>
    /// <param name="c3">The fourth.</param>
    static abstract V At<V>(V x, V u, V p, V q, V c0, V c1, V c2, V c3) where V : struct, IRegister<T, V>;
}
