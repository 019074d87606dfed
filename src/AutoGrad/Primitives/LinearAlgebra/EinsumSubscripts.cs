namespace AutoGrad;

/// <summary>
/// The subscripts of a sum, read against the shapes of its operands: a label for each axis. A letter is its own label; an axis under an ellipsis
/// gets a private character, counted from the last axis, so that ellipses align as broadcasting does.
/// </summary>
internal sealed class EinsumSubscripts
{
    private const string Ellipsis = "...";
    private const char LastEllipsisAxis = '\uE000';

    private readonly string _text;
    private readonly Shape[] _shapes;
    private readonly Dictionary<char, int> _lengths = [];

    public EinsumSubscripts(string text, Shape[] shapes)
    {
        (_text, _shapes) = (text, shapes);
        var sides = text.Replace(" ", "", StringComparison.Ordinal).Split("->");
        Require(sides.Length <= 2, "at most one ->");
        var groups = sides[0].Split(',');
        Require(groups.Length == shapes.Length, $"as many groups of subscripts as operands, of which there are {shapes.Length}");
        Operands = [.. groups.Select((group, i) => Labels(group, shapes[i].Rank, i))];
        for (var i = 0; i < Operands.Length; i++)
            AddLengths(Operands[i], shapes[i]);
        Output = sides.Length == 2 ? Explicit(sides[1]) : Implicit();
    }

    /// <summary>The labels of each operand's axes.</summary>
    public string[] Operands { get; }

    /// <summary>The labels of the output's axes.</summary>
    public string Output { get; }

    /// <summary>The length of the axes with a label, where 1 stretches.</summary>
    public int LengthOf(char label) => _lengths[label];

    private static string EllipsisLabels(int count) => string.Concat(Enumerable.Range(0, count).Reverse().Select(i => (char)(LastEllipsisAxis + i)));

    private string Labels(string group, int rank, int operand)
    {
        var (letters, start) = Letters(group);
        var covered = rank - letters.Length;
        if (start < 0 ? covered != 0 : covered < 0)
        {
            Guard.ThrowShape(nameof(Op.Einsum), $"needs operand {operand} to have {(start < 0 ? "" : "at least ")}{letters.Length} axes for its subscripts in \"{_text}\"",
                Operand(operand));
        }
        return start < 0 ? letters : letters.Insert(start, EllipsisLabels(covered));
    }

    private (string Letters, int Ellipsis) Letters(string group)
    {
        var start = group.IndexOf(Ellipsis, StringComparison.Ordinal);
        var letters = start < 0 ? group : group.Remove(start, Ellipsis.Length);
        Require(letters.All(char.IsAsciiLetter), "letters, commas, at most one ellipsis ... a group, and ->");
        return (letters, start);
    }

    private void AddLengths(string labels, Shape shape)
    {
        for (var axis = 0; axis < labels.Length; axis++)
        {
            var (label, length) = (labels[axis], shape[axis]);
            var first = labels.IndexOf(label, StringComparison.Ordinal);
            if (shape[first] != length)
                ThrowLengths(label, shape[first], length);
            if (!_lengths.TryGetValue(label, out var known) || known == 1)
                _lengths[label] = length;
            else if (length != known && length != 1)
                ThrowLengths(label, known, length);
        }
    }

    private string Explicit(string group)
    {
        var (letters, start) = Letters(group);
        foreach (var letter in letters)
        {
            Require(_lengths.ContainsKey(letter), $"an operand with the subscript {letter} of the output");
            Require(letters.IndexOf(letter, StringComparison.Ordinal) == letters.LastIndexOf(letter), $"the subscript {letter} once in the output");
        }
        return start < 0 ? letters : letters.Insert(start, EllipsisLabels(_lengths.Keys.Count(label => label >= LastEllipsisAxis)));
    }

    private string Implicit()
    {
        var all = string.Concat(Operands);
        var once = _lengths.Keys.Where(label => label < LastEllipsisAxis && all.Count(other => other == label) == 1);
        return EllipsisLabels(_lengths.Keys.Count(label => label >= LastEllipsisAxis)) + string.Concat(once.Order());
    }

    private void ThrowLengths(char label, int known, int length) => Guard.ThrowShape(nameof(Op.Einsum),
        $"needs {(label < LastEllipsisAxis ? $"subscript {label}" : $"axis {LastEllipsisAxis - label - 1} of the ellipsis")} of \"{_text}\" to have one length",
        $"lengths {known} and {length} in {string.Join(" and ", Enumerable.Range(0, _shapes.Length).Select(Operand))}");

    private string Operand(int i) => $"operand {i} {_shapes[i]}";

    private void Require(bool holds, string rule)
    {
        if (!holds)
            Guard.ThrowSubscripts(nameof(Op.Einsum), $"needs {rule}", _text);
    }
}
