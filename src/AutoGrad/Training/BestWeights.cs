using System.Globalization;
using System.Numerics;

namespace AutoGrad;

/// <summary>Watches a figure of the epochs, and keeps the parameters and states of a model as they were at its best.</summary>
internal sealed class BestWeights<T> : ICheckpointed where T : unmanaged, IFloatingPointIeee754<T>
{
    private const string EpochName = "epoch";
    private const string FigureName = "figure";
    private const string WorseName = "worse";
    private readonly EarlyStopping _rule;
    private readonly bool _isBetterWhenLarger;
    private readonly State<T>[] _live;
    private readonly State<T>[] _kept;
    private double _figure = double.NaN;
    private int _worse;

    public BestWeights(Module<T> model, EarlyStopping rule, bool isBetterWhenLarger)
    {
        (_rule, _isBetterWhenLarger) = (rule, isBetterWhenLarger);
        _live = [.. model.NamedParameters.Select(entry => entry.Parameter), .. model.NamedStates.Select(entry => entry.State)];
        _kept = Array.ConvertAll(_live, state => new State<T>(state.Variable, state.Name));
    }

    /// <summary>The copies.</summary>
    public IReadOnlyList<State<T>> States => _kept;

    /// <summary>The epoch that they are of, or null before the first.</summary>
    public int? Epoch { get; private set; }

    /// <summary>Whether the figure has got no better for long enough.</summary>
    public bool IsOver => _worse > _rule.Patience;

    public void See(EpochReport report)
    {
        var figure = _rule.Metric is { } metric ? report.Metrics[metric] : report.HeldOutLoss!.Value;
        var change = _isBetterWhenLarger ? figure - _figure : _figure - figure;
        if (double.IsNaN(figure) || (Epoch is not null && !(change > _rule.LeastChange)))
        {
            _worse++;
            return;
        }
        (Epoch, _figure, _worse) = (report.Epoch, figure, 0);
        Copy(_live, _kept);
    }

    public void Restore()
    {
        if (Epoch is not null)
            Copy(_kept, _live);
    }

    public IReadOnlyDictionary<string, string> SaveState() => new Dictionary<string, string>
    {
        [EpochName] = (Epoch ?? -1).ToString(CultureInfo.InvariantCulture),
        [FigureName] = _figure.ToString("R", CultureInfo.InvariantCulture),
        [WorseName] = _worse.ToString(CultureInfo.InvariantCulture),
    };

    public void RestoreState(IReadOnlyDictionary<string, string> state)
    {
        var epoch = int.Parse(state[EpochName], CultureInfo.InvariantCulture);
        (_figure, _worse) = (double.Parse(state[FigureName], CultureInfo.InvariantCulture), int.Parse(state[WorseName], CultureInfo.InvariantCulture));
        Epoch = epoch < 0 ? null : epoch;
    }

    private static void Copy(State<T>[] from, State<T>[] to)
    {
        for (var i = 0; i < from.Length; i++)
            to[i].Assign(from[i].Variable);
    }
}
