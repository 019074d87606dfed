using System.Buffers.Binary;

namespace AutoGrad.Files;

/// <summary>The checksum of zip files (ISO 3309, polynomial 0xEDB88320 with its bits reversed), eight bytes at a time.</summary>
internal static class Crc32
{
    private const int Stride = 8;

    // Table k holds the checksums of a byte with k zeros behind it.
    private static readonly uint[][] Tables = MakeTables();

    /// <summary>Goes on from the checksum of what came before, 0 at first.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var crc = ~checksum;
        for (; bytes.Length >= Stride; bytes = bytes[Stride..])
        {
            var low = crc ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc = Tables[7][low & 0xFF] ^ Tables[6][(low >> 8) & 0xFF] ^ Tables[5][(low >> 16) & 0xFF] ^ Tables[4][low >> 24]
                ^ Tables[3][bytes[4]] ^ Tables[2][bytes[5]] ^ Tables[1][bytes[6]] ^ Tables[0][bytes[7]];
        }
        foreach (var value in bytes)
            crc = Tables[0][(crc ^ value) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[Stride][];
        for (var k = 0; k < Stride; k++)
        {
            tables[k] = new uint[256];
            for (var value = 0u; value < 256; value++)
                tables[k][value] = k == 0 ? OfByte(value) : tables[0][tables[k - 1][value] & 0xFF] ^ (tables[k - 1][value] >> 8);
        }
        return tables;
    }

    private static uint OfByte(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        return value;
    }
}
