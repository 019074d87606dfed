using System.Globalization;
using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>A text in a message of <see cref="Guard"/>: with numbers as they are in code, whatever the user's culture, and made only where it is needed.</summary>
[InterpolatedStringHandler]
internal ref struct InvariantText
{
    private DefaultInterpolatedStringHandler _text;

    public InvariantText(int literalLength, int formattedCount, bool holds, out bool isNeeded)
    {
        isNeeded = !holds;
        _text = holds ? default : new(literalLength, formattedCount, CultureInfo.InvariantCulture);
    }

    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    public void AppendFormatted<TValue>(TValue value) => _text.AppendFormatted(value);

    public void AppendFormatted<TValue>(TValue value, string? format) => _text.AppendFormatted(value, format);

    public string ToStringAndClear() => _text.ToStringAndClear();
}
