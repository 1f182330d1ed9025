namespace PeerSlot.Protocol.ErasureCode;

/// <summary>
/// GF(2^8) with the polynomial x^8 + x^4 + x^3 + x + 1 (FIPS 197 section 4.2), in which 3 generates every element but 0.
/// That one, because the processors' GF2P8MULB multiplies in it. Addition and subtraction are exclusive or.
/// </summary>
internal static class GaloisField
{
    /// <summary>The logarithms of a product's factors add up modulo this.</summary>
    public const int Order = 255;

    // Twice over, so that the sum of two logarithms needs no modulo.
    private static readonly byte[] Powers = new byte[2 * Order];
    private static readonly byte[] Logarithms = new byte[256];

    static GaloisField()
    {
        var power = 1;
        for (var exponent = 0; exponent < Order; exponent++)
        {
            Powers[exponent] = Powers[exponent + Order] = (byte)power;
            Logarithms[power] = (byte)exponent;
            power ^= power << 1;
            if (power > 0xFF)
                power ^= 0x11B;
        }
    }

    public static byte Multiply(byte a, byte b) => a == 0 || b == 0 ? (byte)0 : Powers[Logarithms[a] + Logarithms[b]];

    /// <summary>1 / <paramref name="a"/>, which is not 0.</summary>
    public static byte Inverse(byte a) => Powers[Order - Logarithms[a]];

    /// <summary>The exponent of 3 that gives <paramref name="a"/>, which is not 0: 0..254.</summary>
    public static int Logarithm(int a) => Logarithms[a];

    /// <summary>3 to the <paramref name="exponent"/>, which may be negative or large.</summary>
    public static byte Power(int exponent) => Powers[(exponent % Order + Order) % Order];
}
