using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Graphs.Printing;

/// <summary>Reads a program that <see cref="GraphWriter"/> has written.</summary>
internal sealed class GraphParser<T>(GraphReader reader, IReadOnlyDictionary<string, State<T>> states, Type[] primitives) where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly GraphReader _reader = reader;
    private readonly List<GraphNode<T>> _nodes = [];
    private readonly List<Variable<T>> _shapes = [];
    private readonly List<int> _inputs = [];
    private readonly HashSet<string> _names = [];

    /// <summary>Reads a whole text.</summary>
    public static Graph<T> Parse(string text, IReadOnlyDictionary<string, State<T>> states, Type[] primitives)
    {
        var reader = new GraphReader(text);
        reader.Program = () => new GraphParser<T>(reader, states, primitives).Parse();
        var graph = new GraphParser<T>(reader, states, primitives).Parse();
        return reader.AtEnd ? graph : throw reader.Error("the end of the text");
    }

    private Graph<T> Parse()
    {
        _reader.Expect("program");
        _reader.Expect("of");
        _reader.Expect(GraphWriter.TypeName<T>());
        using var tracer = new Tracer<T>();
        while (!_reader.Peeks("assign") && !_reader.Peeks("return"))
        {
            var node = ParseNode();
            _nodes.Add(node);
            _shapes.Add(tracer.Unknown(node.Shape, tracer));
        }
        List<GraphUpdate<T>> updates = [];
        while (_reader.TryTake("assign"))
        {
            var state = TakeState(_reader.TakeQuoted());
            _reader.Expect("=");
            var value = TakeValue();
            if (!_nodes[value].Shape.Equals(state.Shape))
                throw _reader.Error($"a value {state.Shape} for {state.Name}");
            updates.Add(new(state, value));
        }
        _reader.Expect("return");
        List<int> outputs = [];
        while (!_reader.AtEnd && !_reader.Peeks("end"))
        {
            if (outputs.Count > 0)
                _reader.Expect(",");
            outputs.Add(TakeValue());
        }
        return new([.. _nodes], [.. _inputs], [.. outputs], [.. updates]);
    }

    private GraphNode<T> ParseNode()
    {
        var index = _nodes.Count;
        _reader.Expect($"v{index}");
        var name = _reader.Peeks("\"") ? _reader.TakeQuoted() : null;
        var shape = _reader.TakeShape();
        _reader.Expect("=");
        if (_reader.TryTake("input"))
        {
            var input = _reader.TakeQuoted();
            if (!_names.Add(input))
                throw _reader.Error($"inputs of different names, and not {input} twice, before this place");
            _inputs.Add(index);
            return new(index, shape) { Name = input };
        }
        if (_reader.TryTake("state"))
        {
            var state = TakeState(_reader.TakeQuoted());
            if (!state.Shape.Equals(shape))
                throw _reader.Error($"a state {state.Name} of shape {state.Shape} before this place");
            return new(index, shape) { Name = state.Name, State = state };
        }
        return char.IsLetter(Peek()) && !_reader.Peeks("NaN") && !_reader.Peeks("Infinity") && !_reader.Peeks("bytes")
            ? ParseOperation(index, name, shape)
            : new(index, shape) { Constant = ParseConstant(shape), Name = name };
    }

    private char Peek() => _reader.AtEnd ? ' ' : _reader.Next;

    private GraphNode<T> ParseOperation(int index, string? name, Shape shape)
    {
        var word = _reader.TakeWord("an operation");
        if (OperationNames.Find<T>(word, primitives) is not { } type)
            throw _reader.Error($"a known operation, not {word}, before this place");
        _reader.Expect("(");
        List<int> operands = [];
        while (!_reader.TryTake(")"))
        {
            if (operands.Count > 0)
                _reader.Expect(",");
            operands.Add(TakeValue());
        }
        var primitive = (Primitive<T>)ArgumentText.ReadFields(_reader, type);
        var isFromRule = _reader.TryTake("of");
        if (isFromRule)
        {
            _reader.Expect("a");
            _reader.Expect("rule");
        }
        RequireShape(primitive, operands, shape);
        return new(index, shape) { Primitive = primitive, OperandArray = [.. operands], IsFromRule = isFromRule, Name = name };
    }

    // The rules of shapes expect as many operands as the operation's own method gives; a text may have any number and any arguments.
    private void RequireShape(Primitive<T> primitive, List<int> operands, Shape shape)
    {
        Shape inferred;
#pragma warning disable CA1031 // Whatever goes wrong in a rule of shapes, the text is to blame.
        try
        {
            inferred = primitive.InferShape(operands.Select(operand => _shapes[operand]).ToArray());
        }
        catch (Exception failure)
        {
            throw new GraphTextException(_reader.Error($"arguments that fit {primitive.Name} before this place ({failure.Message})").Message, failure);
        }
#pragma warning restore CA1031
        if (!inferred.Equals(shape))
            throw _reader.Error($"shape {inferred} for {primitive.Name}, and not {shape}, before this place");
    }

    private Variable<T> ParseConstant(Shape shape)
    {
        if (_reader.TryTake("bytes"))
        {
            var bytes = _reader.TakeBytes();
            if (bytes.Length != (long)shape.Size * Unsafe.SizeOf<T>())
                throw _reader.Error($"bytes of as many numbers as shape {shape} has before this place");
            return Variable.Create(MemoryMarshal.Cast<byte, T>(bytes), shape);
        }
        if (shape.Rank == 0)
            return Variable.Scalar(TakeElement());
        List<T> values = [];
        _reader.Expect("[");
        while (!_reader.TryTake("]"))
        {
            if (values.Count > 0)
                _reader.Expect(",");
            values.Add(TakeElement());
        }
        if (values.Count != shape.Size)
            throw _reader.Error($"as many numbers as shape {shape} has before this place");
        return Variable.Create<T>(CollectionsMarshal.AsSpan(values), shape);
    }

    private T TakeElement() => T.CreateTruncating(_reader.TakeNumber());

    private int TakeValue()
    {
        var word = _reader.TakeWord("a value such as v0");
        return word[0] == 'v' && int.TryParse(word.AsSpan(1), System.Globalization.NumberStyles.None, null, out var index) && index < _nodes.Count
            ? index
            : throw _reader.Error($"a value that was defined, and not {word}, before this place");
    }

    private State<T> TakeState(string name) =>
        states.TryGetValue(name, out var state) ? state : throw _reader.Error($"the name of a state that was given, and not {name}, before this place");
}
