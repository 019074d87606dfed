using static AutoGrad.Op;

namespace AutoGrad.Tests.Graphs.Printing;

/// <summary>Programs as text, and the ways in which a text can be none.</summary>
public class GraphTextTests
{
    private const string Text =
        """
        program of double
        v0 [2, 3] = input "x"
        v1 [3] = state "weights"
        v2 [] = 0.1
        v3 [2] = [1, -2.5]
        v4 "h" [2, 3] = Multiply(v0, v1)
        """;

    [Fact]
    public void ToString_WritesALineAValue()
    {
        var w = new State<double>(new double[] { 1, 2, 3 }, "w");
        var graph = Graph.Trace((Variable<double> x) =>
        {
            var h = (x * w).Named("h \"1\"");
            w.Assign(w * 0.5);
            return Sum(Tanh(h) * (h > 0), 1) + new double[] { 1, -2.5 };
        }, [2, 3]);
        Assert.Equal(
            """
            program of double
            v0 [2, 3] = input "x"
            v1 [3] = state "w"
            v2 [] = 0.5
            v3 [] = 0
            v4 [2] = [1, -2.5]
            v5 "h \"1\"" [2, 3] = Multiply(v0, v1)
            v6 [3] = Multiply(v1, v2)
            v7 [2, 3] = Tanh(v5)
            v8 [2, 3] = Greater(v5, v3)
            v9 [2, 3] = Multiply(v7, v8)
            v10 [2] = Sum(v9){axes: [1], isTotal: false, KeepDimensions: false}
            v11 [2] = Add(v10, v4)
            assign "w" = v6
            return v11

            """, graph.ToString());
        Assert.True(graph.Equals(Graph.Parse(graph.ToString(), [w])));
        Assert.False(graph.Equals(Graph.Parse(graph.ToString(), [new State<double>(new double[] { 1, 2, 3 }, "w")])));
    }

    [Fact]
    public void Parse_ReadsLargeConstants_AndSpecialNumbers_Exactly()
    {
        var large = Variable.Create<float>(Enumerable.Range(0, 100).Select(i => 1f / (i + 1)).ToArray(), [10, 10]);
        var special = Variable.Vector(float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, float.Epsilon);
        var graph = Graph.Trace((Variable<float> x) => Sum(x * large) + Sum(special), []);
        Assert.True(graph.Equals(Graph.Parse<float>(graph.ToString())));
    }

    [Fact]
    public void ToString_OfALoop_WritesItsBody()
    {
        var graph = Graph.Trace((Variable<double> c, Variable<double> xs) => Scan((c, x) => (c * x, c), c, xs).Carry, [], [5]);
        Assert.StartsWith(
            """
            program of double
            v0 [] = input "c"
            v1 [5] = input "xs"
            v2 [11] = Scan(v0, v1){Loop: {Body: 
              program of double
              v0 [] = input "x0"
              v1 [] = input "x1"
              v2 [] = Multiply(v0, v1)
              return v2, v0
              end, Carries: 1, Stacked: 1, Length: 5, IsReversed: false}}

            """, graph.ToString(), StringComparison.Ordinal);
        var gradient = graph.Gradient();
        var read = Graph.Parse<double>(gradient.ToString());
        Assert.Equal(gradient, read);
        var xs = Variable.Vector(1.0, 2, 3, 4, 5);
        Assert.Equal(gradient.Apply(2, xs)[1].ToArray(), read.Apply(2, xs)[1].ToArray());
    }

    [Fact]
    public void Parse_KeepsTheOrderOfDraws_FromOneStream()
    {
        var random = new RandomStream(3, 4);
        var graph = Graph.Trace((Variable<double> x) => Uniform<double>([4], random) - Uniform<double>([4], random), []);
        var read = Graph.Parse<double>(graph.ToString());
        Assert.Equal(graph.Apply(0)[0].ToArray(), read.Apply(0)[0].ToArray());
        Assert.Equal(graph.Apply(0)[0].ToArray(), read.Apply(0)[0].ToArray());
    }

    [Theory]
    [InlineData("", "program in line 1, column 1, got the end of the line")]
    [InlineData("program of float", "double in line 1, column 12, got \"float\"")]
    [InlineData("program of double\nv1 [2] = input \"x\"", "v0 in line 2, column 1, got \"v1 [2] = input \"x\"\"")]
    [InlineData("program of double\nv0 [2, -1] = input \"x\"", "a shape that an array can hold in line 2, column 4, got \"[2, -1] = input \"x\"\"")]
    [InlineData("program of double\nv0 [2] = input \"x\nreturn v0", "a word in quotation marks that end on the same line in line 2, column 16, got \"\"x\"")]
    [InlineData("program of double\nv0 [2] = input \"x\"\nreturn v1", "a value that was defined, and not v1, before this place in line 3, column 10, got the end of the line")]
    [InlineData("program of double\nv0 [2] = Unheard(v0)\nreturn v0", "a known operation, not Unheard, before this place in line 2, column 17, got \"(v0)\"")]
    [InlineData("program of double\nv0 [2] = state \"w\"\nreturn v0", "the name of a state that was given, and not w, before this place in line 3, column 1, got \"return v0\"")]
    [InlineData("program of double\nv0 [2] = [1]\nreturn v0", "as many numbers as shape [2] has before this place in line 3, column 1, got \"return v0\"")]
    [InlineData("program of double\nv0 [2] = bytes AAAA\nreturn v0", "bytes of as many numbers as shape [2] has before this place in line 3, column 1, got \"return v0\"")]
    [InlineData("program of double\nv0 [] = 1\nv1 [2] = Scan(v0){Loop: {Body: program of double v0 [] = input \"c\" return v0 end, Carries: 2, Stacked: 0, Length: 1, IsReversed: false}}\nreturn v1",
        "parts that fit each other before this place (Scan: needs a body without states, with an output for each carry, of its shape, got 2 carries and 0 stacks of 1 in a body of 1 inputs and 1 outputs.) in line 3, column 136, got \"}\"")]
    [InlineData("program of double\nv0 [] = 1\nv1 [2] = Tanh(v0)\nreturn v1", "shape [] for Tanh, and not [2], before this place in line 4, column 1, got \"return v1\"")]
    public void Parse_SaysWhereTheTextIsWrong(string text, string message) =>
        Assert.Equal($"Parse: needs {message}.", Assert.Throws<GraphTextException>(() => Graph.Parse<double>(text)).Message);

    [Fact]
    public void Parse_OfDamagedTexts_GivesAnErrorOrAProgram()
    {
        var random = new RandomStream(11);
        var state = new State<double>(new double[] { 1, 2, 3 }, "weights");
        var whole = Text + "\nv5 [2] = Sum(v4){axes: [1], isTotal: false, KeepDimensions: false}\nassign \"weights\" = v1\nreturn v5, v2\n";
        const string Letters = "v0123456789[](){}=,.:-\"\\ \nabexy∞";
        for (var i = 0; i < 3000; i++)
        {
            var damaged = whole.ToCharArray().ToList();
            for (var k = random.Next(4); k >= 0; k--)
            {
                var place = random.Next(damaged.Count);
                switch (random.Next(3))
                {
                    case 0:
                        damaged[place] = Letters[random.Next(Letters.Length)];
                        break;
                    case 1:
                        damaged.RemoveAt(place);
                        break;
                    default:
                        damaged.Insert(place, Letters[random.Next(Letters.Length)]);
                        break;
                }
            }
            try
            {
                _ = Graph.Parse(new string([.. damaged]), [state]).Count;
            }
            catch (GraphTextException error)
            {
                Assert.StartsWith("Parse: needs ", error.Message, StringComparison.Ordinal);
            }
        }
    }
}
