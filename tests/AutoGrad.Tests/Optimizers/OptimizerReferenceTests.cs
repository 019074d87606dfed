using System.Numerics;

namespace AutoGrad.Tests.Optimizers;

/// <summary>100 steps of each optimizer against PyTorch 1.13. The figures are what reference.py in this folder prints.</summary>
public sealed class OptimizerReferenceTests
{
    public static TheoryData<string, double[], double[]> Figures => new()
    {
        {
            "Sgd",
            [
                -0.1227279756688766, -0.05652159773614529, 0.1590515795025074, 0.10983128873617566, 0.39601326153998639,
                -0.14180529686374257, 0.31626636276555864, -0.1334139314231928, -0.18842995804518481,
            ],
            [
                -0.122727998, -0.0565216094, 0.159051552, 0.109831274, 0.39601326,
                -0.141805261, 0.316266358, -0.133413911, -0.188429967,
            ]
        },
        {
            "SgdMomentum",
            [
                -0.17366515431481852, -0.08669166541054299, 0.13001915624273064, 0.090747597613835579, 0.61427090378558602,
                -0.064972353806504346, 0.37869716246625751, -0.097320220412592265, -0.42103019002936026,
            ],
            [
                -0.173665151, -0.0866916701, 0.130019143, 0.0907476023, 0.614270926,
                -0.0649723634, 0.378697187, -0.0973202214, -0.421030194,
            ]
        },
        {
            "SgdNesterovDecay",
            [
                -0.1560556944789154, -0.075293347444068584, 0.12348096563012506, 0.086139102944235546, 0.5331320404529023,
                -0.085531196541733884, 0.35487251525929508, -0.090945749185886368, -0.34122482610344607,
            ],
            [
                -0.156055719, -0.0752933621, 0.123480953, 0.0861390978, 0.533131957,
                -0.0855311975, 0.354872555, -0.090945743, -0.341224819,
            ]
        },
        {
            "Adam",
            [
                -0.17418219272946792, -0.083415838038292348, 0.12660984214523519, 0.08826058356409007, 0.3464089991270991,
                -0.20126211894280577, 0.37818714492789807, -0.09385004520952725, -0.12939289309064167,
            ],
            [
                -0.174182162, -0.0834158435, 0.126609862, 0.0882605836, 0.346408904,
                -0.201262146, 0.37818712, -0.0938500613, -0.129392833,
            ]
        },
        {
            "AdamOther",
            [
                -0.079016164829326718, -0.031372198172589669, 0.090983764558781058, 0.068633681378548916, -0.0044429175829143151,
                0.065955092461447901, 0.24985648806889477, -0.057281421401829957, -0.0094396870023064246,
            ],
            [
                -0.0790161639, -0.0313722007, 0.090983741, 0.0686336532, -0.00444287993,
                0.0659550503, 0.249856472, -0.0572814047, -0.00943970773,
            ]
        },
        {
            "AdamW",
            [
                -0.17354594878686164, -0.083000592916192509, 0.12640750489706351, 0.088076701295604257, 0.34640413511287316,
                -0.20029350465187354, 0.37726327767786527, -0.093572955968815791, -0.12979435156414992,
            ],
            [
                -0.173545763, -0.0830004886, 0.126407459, 0.0880766809, 0.346403927,
                -0.200293303, 0.377263069, -0.0935729221, -0.129794389,
            ]
        },
        {
            "AdamWDecay",
            [
                -0.15477215518491907, -0.072307674533111571, 0.12203157304509914, 0.083716948318108178, 0.45149278194950204,
                -0.089322031611251046, 0.34998093934237517, -0.088442702098711273, -0.27310901032130291,
            ],
            [
                -0.154772133, -0.0723076835, 0.122031577, 0.0837169439, 0.451492667,
                -0.0893220305, 0.34998095, -0.0884426981, -0.273108929,
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Figures))]
    public void Minimize_AHundredTimesInDouble_GivesTheParametersOfPyTorch(string optimizer, double[] inDouble, double[] inFloat)
    {
        Assert.Equal(inDouble.Length, inFloat.Length);
        Agree(inDouble, Train<double>(optimizer), tolerance: 1e-12);
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public void Minimize_AHundredTimesInFloat_GivesTheParametersOfPyTorch(string optimizer, double[] inDouble, double[] inFloat)
    {
        Assert.Equal(inDouble.Length, inFloat.Length);
        Agree(inFloat, Train<float>(optimizer), tolerance: 1e-5);
    }

    private static double[] Train<T>(string optimizer) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var layer = new TanhLayer<T>();
        layer.Train(Make(optimizer, layer.Parameters), steps: 100);
        return layer.Values;
    }

    private static Optimizer<T> Make<T>(string optimizer, Parameter<T>[] parameters) where T : unmanaged, IFloatingPointIeee754<T> => optimizer switch
    {
        "Sgd" => new Sgd<T>(parameters, 0.1),
        "SgdMomentum" => new Sgd<T>(parameters, 0.05, momentum: 0.9),
        "SgdNesterovDecay" => new Sgd<T>(parameters, 0.05, momentum: 0.8, nesterov: true, weightDecay: 0.01),
        "Adam" => new Adam<T>(parameters, 0.01),
        "AdamOther" => new Adam<T>(parameters, 0.005, 0.8, 0.95, 1e-3, weightDecay: 0.1),
        "AdamW" => new AdamW<T>(parameters, 0.01),
        "AdamWDecay" => new AdamW<T>(parameters, 0.02, weightDecay: 0.5),
        _ => throw new ArgumentException($"There is no optimizer {optimizer}.", nameof(optimizer)),
    };

    private static void Agree(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }
}
