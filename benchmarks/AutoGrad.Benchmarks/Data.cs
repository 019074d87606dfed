namespace AutoGrad.Benchmarks;

/// <summary>Random inputs, the same in every run.</summary>
internal static class Data
{
    public static Variable<float> Normal(Shape shape) => Normal(new RandomStream(0), shape);

    public static Variable<float> Normal(RandomStream random, Shape shape)
    {
        var values = new float[shape.Size];
        random.FillNormal<float>(values, 0, 1);
        return Variable.Create<float>(values, shape);
    }
}
