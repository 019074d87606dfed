using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace AutoGrad.Benchmarks.Peers;

/// <summary>Another framework in a process of its own, which times one row after the other when it is asked to.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts an interpreter of Python with a number of threads for PyTorch.</summary>
    /// <exception cref="InvalidOperationException">The interpreter is not there, or has no PyTorch; the message says which.</exception>
    public PeerProcess(string python, int threads)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Peers", "pytorch.py");
        var start = new ProcessStartInfo(python, [script, threads.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var variable in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS" })
            start.Environment[variable] = threads.ToString(CultureInfo.InvariantCulture);
        try
        {
            _process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException($"'{python}' cannot be started: {missing.Message}", missing);
        }
        if (_process.StandardOutput.ReadLine() is not { } line)
            throw new InvalidOperationException($"'{python}' has no PyTorch, or one that does not start");
        Description = JsonDocument.Parse(line).RootElement.GetProperty("version").GetString()!;
    }

    /// <summary>Which version of the framework it is.</summary>
    public string Description { get; }

    /// <summary>The best seconds of one step of a row; null where the framework has no such row.</summary>
    /// <exception cref="InvalidOperationException">The process has ended.</exception>
    public double? Time(string name, string size, double seconds)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(new { name, size, seconds }));
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"PyTorch's process has ended at '{name}', {size}");
        return JsonDocument.Parse(line).RootElement.TryGetProperty("seconds", out var time) ? time.GetDouble() : null;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(1000))
            _process.Kill();
        _process.Dispose();
    }
}
