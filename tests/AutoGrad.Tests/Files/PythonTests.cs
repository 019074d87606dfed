using System.Diagnostics;

namespace AutoGrad.Tests.Files;

/// <summary>
/// Python reads what we write. Where there is no Python with NumPy nothing is left out: the other tests here compare what we write with what it
/// writes, byte for byte.
/// </summary>
public class PythonTests
{
    private const string Reader = """
        import json, struct, sys
        import numpy as np
        npy, npz, safetensors = sys.argv[1:]
        def show(name, x):
            print(name, x.dtype.str, x.shape, np.ascontiguousarray(x).tobytes().hex())
        show('x', np.load(npy))
        for name, x in np.load(npz).items():
            show(name, x)
        with open(safetensors, 'rb') as file:
            header = json.loads(file.read(struct.unpack('<Q', file.read(8))[0]))
            data = file.read()
        print(header.pop('__metadata__'))
        for name, entry in header.items():
            begin, end = entry['data_offsets']
            show(name, np.frombuffer(data[begin:end], {'F32': '<f4', 'F64': '<f8'}[entry['dtype']]).reshape(entry['shape']))
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Python_ReadsWhatIsWritten(bool isCompressed)
    {
        if (Run("-c", "import numpy") is null)
            return;
        using var folder = new TemporaryFolder();
        var (npy, npz, safetensors) = (folder.File("x.npy"), folder.File("x.npz"), folder.File("x.safetensors"));
        var tensors = new NamedTensors<float> { ["0.weight"] = Variable.Matrix(new[,] { { 1f, 2 }, { 3, -0f } }), ["step"] = 1.5 };
        Npy.Write(npy, Variable.Vector(0.1, double.NegativeInfinity));
        Npz.Write(npz, tensors, isCompressed);
        tensors.Metadata["format"] = "ü";
        Safetensors.Write(safetensors, tensors);

        Assert.Equal(
            """
            x <f8 (2,) 9a9999999999b93f000000000000f0ff
            0.weight <f4 (2, 2) 0000803f000000400000404000000080
            step <f4 () 0000c03f
            {'format': 'ü'}
            0.weight <f4 (2, 2) 0000803f000000400000404000000080
            step <f4 () 0000c03f

            """,
            Run("-c", Reader, npy, npz, safetensors));
    }

    // What Python prints, or null where it is not there or fails.
    private static string? Run(params string[] arguments)
    {
        foreach (var program in new[] { "/usr/bin/python3", "python3" })
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(program, arguments)
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    Environment = { ["PYTHONIOENCODING"] = "utf-8" },
                })!;
                var output = process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                if (process.ExitCode == 0)
                    return output.ReplaceLineEndings("\n");
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is no such program.
            }
        }
        return null;
    }
}
