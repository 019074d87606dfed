using static AutoGrad.Op;

namespace AutoGrad.Notebook.Tests.Charts;

public sealed class ChartErrorTests
{
    public static TheoryData<Action, string> Errors() => new()
    {
        { () => New(" "), "Chart: needs a title, got none. (Parameter 'title')" },
        { () => New().X("x", range: (1, 1)), "Chart: needs a range of the axis “x” that is finite, increasing, got from 1 to 1. (Parameter 'range')" },
        { () => New().Y("y", logarithmic: true, range: (0, 1)), "Chart: needs a range of the axis “y” that is finite, increasing and above zero, got from 0 to 1. (Parameter 'range')" },
        { () => New().Line([1, 2], [1.0]), "Chart.Line: needs as many x as y, got 2 and 1." },
        { () => New().Points([1], [1.0, 2]), "Chart.Points: needs as many x as y, got 1 and 2." },
        { () => New().Curve<double>(x => Sum(x), 0, 1), "Chart.Curve: needs a function that gives a value for each of 481 numbers, got []. (Parameter 'function')" },
        { () => New().Points(Variable.Zeros<double>([3]), Variable.Zeros<double>([3])), "Chart.Points: needs points [n, 2] and as many classes [n], got points [3] and classes [3]. (Parameter 'points')" },
        { () => New().Points(Variable.Zeros<double>([1, 2]), Variable.Ones<double>([1]), "a"), "Chart.Points: needs classes from 0 to 0, which have names, got 1. (Parameter 'classes')" },
        { () => New().Points(Variable.Zeros<double>([1, 2]), -Variable.Ones<double>([1])), "Chart.Points: needs classes from 0 to any number, got -1. (Parameter 'classes')" },
        { () => New().Bars(["a"], [1, 2]), "Chart.Bars: needs as many labels as values, at least one, got 1 and 2. (Parameter 'values')" },
        { () => New().Bars(["a"], [1]).Bars(["b"], [1]), "Chart.Bars: needs the labels of the series before, a, got b. (Parameter 'labels')" },
        { () => New().Histogram([1], 0), "Chart.Histogram: needs at least one bin, got 0. (Parameter 'bins')" },
        { () => New().Histogram([double.NaN]), "Chart.Histogram: needs finite values or a range, got neither. (Parameter 'values')" },
        { () => New().Histogram([1], range: (2, 1)), "Chart.Histogram: needs a range that is finite and increasing, got from 2 to 1. (Parameter 'range')" },
        { () => New().HeatMap(Variable.Zeros<float>([0, 2])), "Chart.HeatMap: needs a matrix [rows, columns] that is not empty, got [0, 2]. (Parameter 'matrix')" },
        { () => New().HeatMap(Variable.Zeros<float>([1, 2]), ["a"], ["b"]), "Chart.HeatMap: needs a name for each row and column of [1, 2], got 1 and 1. (Parameter 'rows')" },
        { () => New().Contours<double>(p => p, (0, 1), (0, 1)), "Chart.Contours: needs a function of points [n, 2] that gives [n] or [n, 1], got 2 values for each. (Parameter 'function')" },
        { () => New().Regions<double>(p => p, (0, 1), (0, 1), "a"), "Chart.Regions: needs a name for each of 2 classes, got 1. (Parameter 'names')" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void BadInput_IsNamed(Action action, string message) => Assert.Equal(message, Assert.ThrowsAny<ArgumentException>(action).Message);

    private static Chart New(string title = "A chart") => new(title);
}
