namespace AutoGrad.Testing;

/// <summary>What a gradient check looks at.</summary>
[Flags]
public enum GradientChecks
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The reverse mode: ⟨yBarᵀJ, xDot⟩ against difference quotients of ⟨yBar, f⟩ along xDot.</summary>
    Reverse = 1,

    /// <summary>The forward mode: ⟨yBar, J·xDot⟩ against the same difference quotients.</summary>
    Forward = 2,

    /// <summary>One mode against the other, without differences: ⟨yBarᵀJ, xDot⟩ = ⟨yBar, J·xDot⟩.</summary>
    InnerProduct = 4,

    /// <summary>The reverse mode is linear in the cotangent: (a·u + b·v)ᵀJ = a·uᵀJ + b·vᵀJ.</summary>
    Linearity = 8,

    /// <summary>The derivative of the derivative: g(x) = ⟨yBarᵀJ(x), v⟩ passes the checks of the reverse and of the forward mode.</summary>
    SecondOrder = 16,

    /// <summary>
    /// The function in float gives what it gives in double, value and cotangents. It needs the function in both types, so it is left out where
    /// only one is given.
    /// </summary>
    FloatAgainstDouble = 32,

    /// <summary>
    /// Both modes throw exactly when the function throws, and the same. Where the function throws at the point, no other check can be done: with
    /// this one alone, that is no failure.
    /// </summary>
    Throws = 64,

    /// <summary>Every check.</summary>
    All = Reverse | Forward | InnerProduct | Linearity | SecondOrder | FloatAgainstDouble | Throws,
}
