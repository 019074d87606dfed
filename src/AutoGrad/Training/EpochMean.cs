using System.Globalization;

namespace AutoGrad;

/// <summary>The mean of the losses of an epoch so far, by rows. A checkpoint in between keeps it.</summary>
internal sealed class EpochMean : ICheckpointed
{
    private const string SumName = "sum";
    private const string RowsName = "rows";
    private double _sum;
    private long _rows;

    public double Value => _sum / _rows;

    public void Add(double mean, int rows) => (_sum, _rows) = (_sum + (mean * rows), _rows + rows);

    public void Reset() => (_sum, _rows) = (0, 0);

    public IReadOnlyDictionary<string, string> SaveState() => new Dictionary<string, string>
    {
        [SumName] = _sum.ToString("R", CultureInfo.InvariantCulture),
        [RowsName] = _rows.ToString(CultureInfo.InvariantCulture),
    };

    public void RestoreState(IReadOnlyDictionary<string, string> state) =>
        (_sum, _rows) = (double.Parse(state[SumName], CultureInfo.InvariantCulture), long.Parse(state[RowsName], NumberStyles.None, CultureInfo.InvariantCulture));
}
