using System.Numerics;
using AutoGrad.Tests.Figures;

namespace AutoGrad.Tests.Modules;

/// <summary>The output, the gradients and the states of modules against PyTorch 1.13, under the same names.</summary>
public sealed class ModuleFigureTests
{
    public static TheoryData<int, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (var i = 0; i < ModuleFigures.All.Count; i++)
                data.Add(i, ModuleFigures.All[i].Name);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void InDouble_AgreesWithPyTorch(int number, string name) => Check(number, ModuleMaker.Make<double>(name), 1e-12);

    [Theory]
    [MemberData(nameof(Cases))]
    public void InFloat_AgreesWithPyTorch(int number, string name) => Check(number, ModuleMaker.Make<float>(name), 1e-5);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compiled_AgreesWithPyTorch(int number, string name)
    {
        var figures = ModuleFigures.All[number];
        var module = ModuleMaker.Make<double>(name);
        Load(figures, module);
        var step = Graph.Compile<double>(x => [ModuleMaker.Apply(figures.Name, module, x)]);
        Variable<double>[] inputs = [.. figures.Inputs.Select(x => x.As<double>())];
        for (var batch = 0; batch < figures.Batches; batch++)
            figures.Output.AssertEqual(step.Invoke(inputs), 1e-12, name);
        foreach (var (path, state) in figures.States)
            state.AssertEqual(module.GetState(path).Variable, 1e-12, path);
    }

    private static void Check<T>(int number, Module<T> module, double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var figures = ModuleFigures.All[number];
        Load(figures, module);
        Assert.Equal(figures.Gradients.Keys.Order(), module.NamedParameters.Select(entry => entry.Name).Order());
        Assert.Equal(figures.States.Keys.Order(), module.NamedStates.Select(entry => entry.Name).Order());

        Variable<T>[] inputs = [.. figures.Inputs.Select(x => x.As<T>())];
        for (var batch = 1; batch < figures.Batches; batch++)
            ModuleMaker.Apply(figures.Name, module, inputs);
        using var tape = new Tape<T>();
        var y = ModuleMaker.Apply(figures.Name, module, inputs);
        figures.Output.AssertEqual(y, tolerance, "output");
        var loss = Op.Sum(y * figures.Cotangent.As<T>());
        for (var i = 0; i < figures.InputGradients.Count; i++)
            figures.InputGradients[i].AssertEqual(tape.Gradient(loss, inputs[i]), tolerance, $"gradient {i}");
        foreach (var (path, gradient) in figures.Gradients)
            gradient.AssertEqual(tape.Gradient(loss, module.GetParameter(path).Variable), tolerance, path);
        foreach (var (path, state) in figures.States)
            state.AssertEqual(module.GetState(path).Variable, tolerance, path);
    }

    private static void Load<T>(ModuleFigures figures, Module<T> module) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (figures.IsTraining)
            module.Train();
        else
            module.Evaluate();
        foreach (var (path, value) in figures.Initial)
        {
            var state = figures.States.ContainsKey(path) ? module.GetState(path) : module.GetParameter(path);
            state.Assign(value.As<T>());
        }
    }
}
