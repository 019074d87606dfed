using AutoGrad.Graphs.Compilation;

namespace AutoGrad.Tests.Graphs.Compilation;

/// <summary>Programs as they run where the runtime makes no code: each operation is a pass over a tile.</summary>
[Collection(nameof(WholeProcess))]
public class ProgramsWithoutLoopsTests
{
    private const int Programs = 50;

    [Fact]
    public void Compiled_MatchesEager_BitForBit()
    {
        var before = Fusion.SmallestWork;
        Fusion.SmallestWork = long.MaxValue;
        try
        {
            for (var seed = 0UL; seed < Programs; seed++)
            {
                RandomProgramTests.SameCompiled<double>(seed);
                RandomProgramTests.SameCompiled<float>(seed);
            }
        }
        finally
        {
            Fusion.SmallestWork = before;
        }
    }
}
