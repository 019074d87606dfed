using System.Globalization;
using System.Text;

namespace AutoGrad.Graphs.Printing;

/// <summary>Takes the words of a text one after the other, and says where it was when one is not what it should be.</summary>
internal sealed class GraphReader(string text)
{
    private const int LargestRank = 64;
    private const int DeepestProgram = 32;

    private readonly Dictionary<(ulong, ulong, ulong), RandomStream> _streams = [];
    private int _place;
    private int _depth;

    /// <summary>How a program within the program is read.</summary>
    public Func<object>? Program { get; set; }

    /// <summary>A program that is an argument of an operation, up to the word end.</summary>
    public object TakeProgram()
    {
        if (++_depth > DeepestProgram)
            throw Error($"at most {DeepestProgram} programs within each other");
        var program = Program!();
        Expect("end");
        _depth--;
        return program;
    }

    public bool AtEnd
    {
        get
        {
            SkipSpace();
            return _place == text.Length;
        }
    }

    /// <summary>The next character.</summary>
    public char Next => text[_place];

    public static void Quote(StringBuilder to, string word)
    {
        to.Append('"');
        foreach (var c in word)
        {
            if (c is '"' or '\\')
                to.Append('\\').Append(c);
            else if (char.IsControl(c))
                to.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                to.Append(c);
        }
        to.Append('"');
    }

    /// <summary>An exception that says where the text stands and what it should have there.</summary>
    public GraphTextException Error(string expected)
    {
        SkipSpace();
        var line = text.AsSpan(0, _place).Count('\n') + 1;
        var column = _place - (text.LastIndexOf('\n', Math.Max(_place - 1, 0), Math.Max(_place, 0)) + 1) + 1;
        var end = _place;
        while (end < text.Length && end - _place < 20 && text[end] is not ('\n' or '\r'))
            end++;
        return new($"Parse: needs {expected} in line {line}, column {column}, got {(end == _place ? "the end of the line" : $"\"{text[_place..end]}\"")}.");
    }

    public bool Peeks(string word)
    {
        SkipSpace();
        return text.AsSpan(_place).StartsWith(word, StringComparison.Ordinal)
            && (!IsWordPart(word[^1]) || _place + word.Length == text.Length || !IsWordPart(text[_place + word.Length]));
    }

    public bool TryTake(string word)
    {
        if (!Peeks(word))
            return false;
        _place += word.Length;
        return true;
    }

    public void Expect(string word)
    {
        if (!TryTake(word))
            throw Error(word);
    }

    public string OneOf(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (TryTake(word))
                return word;
        }
        throw Error(string.Join(" or ", words!));
    }

    /// <summary>A word of letters, digits and underscores.</summary>
    public string TakeWord(string expected)
    {
        SkipSpace();
        var start = _place;
        while (_place < text.Length && IsWordPart(text[_place]))
            _place++;
        return _place > start ? text[start.._place] : throw Error(expected);
    }

    public string TakeQuoted()
    {
        SkipSpace();
        if (_place == text.Length || text[_place] != '"')
            throw Error("a word in quotation marks");
        var word = new StringBuilder();
        for (var i = _place + 1; i < text.Length && text[i] != '\n'; i++)
        {
            if (text[i] == '"')
            {
                _place = i + 1;
                return word.ToString();
            }
            if (text[i] != '\\')
            {
                word.Append(text[i]);
            }
            else if (i + 5 < text.Length && text[i + 1] == 'u' && ushort.TryParse(text.AsSpan(i + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
            {
                word.Append((char)code);
                i += 5;
            }
            else if (i + 1 < text.Length)
            {
                word.Append(text[++i]);
            }
        }
        throw Error("a word in quotation marks that end on the same line");
    }

    /// <summary>Bytes in base 64.</summary>
    public byte[] TakeBytes()
    {
        SkipSpace();
        var end = _place;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '+' or '/' or '='))
            end++;
        var bytes = new byte[(end - _place) / 4 * 3];
        if (!Convert.TryFromBase64Chars(text.AsSpan(_place, end - _place), bytes, out var count))
            throw Error("bytes in base 64");
        _place = end;
        return bytes[..count];
    }

    public double TakeNumber()
    {
        var word = NumberWord();
        return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? Taken(word, value) : throw Error("a number");
    }

    public int TakeInteger()
    {
        var word = NumberWord();
        return int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? Taken(word, value) : throw Error("a whole number");
    }

    public List<int> TakeIntegers()
    {
        List<int> values = [];
        Expect("[");
        while (!TryTake("]"))
        {
            if (values.Count > 0)
                Expect(",");
            values.Add(TakeInteger());
            if (values.Count > LargestRank)
                throw Error($"at most {LargestRank} numbers");
        }
        return values;
    }

    public Shape TakeShape()
    {
        var start = _place;
        try
        {
            return Shape.Create([.. TakeIntegers()]);
        }
        catch (ShapeException)
        {
            _place = start;
            throw Error("a shape that an array can hold");
        }
    }

    /// <summary>A random stream; where it is written twice at the same position it is the same.</summary>
    public RandomStream TakeRandom()
    {
        Expect("random");
        Expect("(");
        var seed = TakeUnsigned();
        Expect(",");
        var stream = TakeUnsigned();
        Expect(",");
        var position = TakeUnsigned();
        Expect(")");
        if (!_streams.TryGetValue((seed, stream, position), out var random))
            _streams.Add((seed, stream, position), random = new(seed, stream) { Position = position });
        return random;
    }

    private ulong TakeUnsigned()
    {
        var word = NumberWord();
        return ulong.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? Taken(word, value) : throw Error("a whole number");
    }

    private TValue Taken<TValue>(string word, TValue value)
    {
        _place += word.Length;
        return value;
    }

    private string NumberWord()
    {
        SkipSpace();
        var end = _place;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '+' or '.' or '∞'))
            end++;
        return text[_place..end];
    }

    private void SkipSpace()
    {
        while (_place < text.Length && char.IsWhiteSpace(text[_place]))
            _place++;
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c == '_';
}
