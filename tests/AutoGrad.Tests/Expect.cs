using System.Runtime.CompilerServices;

namespace AutoGrad.Tests;

/// <summary>Assertions for every element of a long result: their explanation is written only where they fail.</summary>
internal static class Expect
{
    public static void True(bool condition, [InterpolatedStringHandlerArgument(nameof(condition))] ref Explanation explanation)
    {
        if (!condition)
            Assert.Fail(explanation.ToString());
    }

    /// <summary>What an interpolated string says, unless the condition before it is true.</summary>
    [InterpolatedStringHandler]
    internal ref struct Explanation
    {
        private DefaultInterpolatedStringHandler _text;

        public Explanation(int literalLength, int formattedCount, bool condition, out bool isWanted)
        {
            isWanted = !condition;
            if (isWanted)
                _text = new(literalLength, formattedCount);
        }

        public void AppendLiteral(string text) => _text.AppendLiteral(text);

        public void AppendFormatted<T>(T value, string? format = null) => _text.AppendFormatted(value, format);

        public override readonly string ToString() => _text.ToString();
    }
}
