using System.Globalization;

namespace AutoGrad.Files;

/// <summary>Reads the dictionary in the header of an npy file, such as <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (2, 3), }</c>.</summary>
internal ref struct NpyHeaderParser(string text, FileSource source)
{
    private ReadOnlySpan<char> _rest = text;
    private ElementFormat? _format;
    private bool _isLittleEndian;
    private bool? _isFortranOrder;
    private Shape? _shape;

    public NpyHeader Parse()
    {
        Expect('{');
        while (!TryTake('}'))
        {
            var key = Text();
            Expect(':');
            Value(key);
            if (TryTake(','))
                continue;
            Expect('}');
            break;
        }
        _rest = _rest.TrimStart();
        if (!_rest.IsEmpty)
            throw Unexpected("needs nothing but blanks behind the dictionary");
        if (_format is null || _isFortranOrder is null || _shape is null)
            throw source.Wrong("needs a header with descr, fortran_order and shape", FileSource.Quote(text));
        return new(_format, _isLittleEndian, _isFortranOrder.Value, _shape);
    }

    private void Value(string key)
    {
        if (key == "descr" && _format is null)
            Descriptor();
        else if (key == "fortran_order" && _isFortranOrder is null)
            _isFortranOrder = Truth();
        else if (key == "shape" && _shape is null)
            _shape = Lengths();
        else
            throw source.Wrong("needs a header with descr, fortran_order and shape, each once", FileSource.Quote(key));
    }

    private void Descriptor()
    {
        _rest = _rest.TrimStart();
        if (_rest.StartsWith('['))
            throw Unsupported(FileSource.Quote(_rest.ToString()));
        var descriptor = Text();
        var order = descriptor.Length == 0 ? ' ' : descriptor[0];
        _format = ElementFormat.OfDescriptor(descriptor.Length == 0 ? "" : descriptor[1..]);
        if (_format is null || order is not ('<' or '>' or '=' or '|') || (order == '|' && _format.Size > 1))
            throw Unsupported(FileSource.Quote(descriptor));
        _isLittleEndian = order switch { '<' => true, '>' => false, _ => BitConverter.IsLittleEndian };
    }

    private readonly FileFormatException Unsupported(string got) =>
        source.Wrong($"needs elements of one of the types {ElementFormat.Descriptors}, behind <, >, = or |", got);

    private bool Truth()
    {
        _rest = _rest.TrimStart();
        foreach (var (word, value) in (ReadOnlySpan<(string, bool)>)[("True", true), ("False", false)])
        {
            if (_rest.StartsWith(word, StringComparison.Ordinal))
            {
                _rest = _rest[word.Length..];
                return value;
            }
        }
        throw Unexpected("needs True or False for fortran_order");
    }

    private Shape Lengths()
    {
        List<long> lengths = [];
        Expect('(');
        while (!TryTake(')'))
        {
            lengths.Add(Number());
            if (TryTake(','))
                continue;
            Expect(')');
            break;
        }
        return source.ShapeOf([.. lengths], "the array");
    }

    private long Number()
    {
        _rest = _rest.TrimStart();
        var end = _rest.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? _rest : _rest[..end];
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw Unexpected("needs whole numbers of at least 0 in the shape");
        _rest = _rest[digits.Length..];
        return number;
    }

    private string Text()
    {
        _rest = _rest.TrimStart();
        if (_rest.IsEmpty || _rest[0] is not ('\'' or '"'))
            throw Unexpected("needs a text in quotes");
        var end = _rest[1..].IndexOf(_rest[0]);
        if (end < 0)
            throw Unexpected("needs a quote at the end of a text");
        var inner = _rest[1..(end + 1)].ToString();
        _rest = _rest[(end + 2)..];
        return inner;
    }

    private void Expect(char character)
    {
        if (!TryTake(character))
            throw Unexpected($"needs {character} in the header");
    }

    private bool TryTake(char character)
    {
        _rest = _rest.TrimStart();
        if (!_rest.StartsWith(character))
            return false;
        _rest = _rest[1..];
        return true;
    }

    private readonly FileFormatException Unexpected(string rule) =>
        source.Wrong(rule, _rest.IsEmpty ? "its end" : FileSource.Quote(_rest.ToString()));
}
