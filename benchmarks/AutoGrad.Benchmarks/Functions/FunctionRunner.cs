using AutoGrad.Benchmarks.Timing;

namespace AutoGrad.Benchmarks.Functions;

/// <summary>Times the functions that the libraries compute one element at a time, and prints a page in Markdown.</summary>
internal static class FunctionRunner
{
    private const double Seconds = 0.1;
    private const double QuickSeconds = 1e-5;

    public static int Run(string[] args)
    {
        if (RunOptions.Read("functions", args) is not { } options)
            return 2;
        Page.Write($"""
            # Functions beside the same one element at a time

            {MachineDescription.Text()}

            Written by `{options.Command}`, on one thread. Nanoseconds an element of arrays of {FunctionCase.Elements}, the best of
            many batches. The scalar side is a loop over the function of `System.Math` or `System.MathF`, composed where need be; for the special
            functions, which are not there, over the kernel's own text for one element. The two take turns.

            | function | inputs | float | scalar | times faster | double | scalar | times faster |
            |---|---|---:|---:|---:|---:|---:|---:|
            """);
        foreach (var (single, twice) in FunctionCases<float>.All.Zip(FunctionCases<double>.All))
        {
            if (options.Includes(single.Name))
                Page.Write($"| {single.Name} | {single.Inputs} | {Time(single)} | {Time(twice)} |");
        }
        return 0;

        FormattableString Time(FunctionCase function)
        {
            var (kernel, scalar) = function.Prepare();
            var (ours, theirs) = BestTime.OfPair(kernel, scalar, options.Quick ? QuickSeconds : Seconds);
            return $"{ours * 1e9 / FunctionCase.Elements:F2} | {theirs * 1e9 / FunctionCase.Elements:F2} | {theirs / ours:F1}";
        }
    }
}
