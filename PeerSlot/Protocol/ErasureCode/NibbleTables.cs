namespace PeerSlot.Protocol.ErasureCode;

/// <summary>
/// For each coefficient its products with 0..15 and with 0, 16, ..., 240: a byte's product is the sum of its nibbles', and a shuffle
/// looks up as many nibbles at once as the vector has bytes (Plank and others, "Screaming Fast Galois Field Arithmetic Using Intel SIMD
/// Instructions", FAST 2013).
/// </summary>
internal static class NibbleTables
{
    /// <summary>Bytes from one coefficient's tables to the next: 16 of the low nibbles and 16 of the high ones.</summary>
    public const int Stride = 32;

    public static byte[] Products { get; } = Build();

    private static byte[] Build()
    {
        var products = new byte[256 * Stride];
        for (var coefficient = 0; coefficient < 256; coefficient++)
        {
            for (var nibble = 0; nibble < 16; nibble++)
            {
                products[coefficient * Stride + nibble] = GaloisField.Multiply((byte)coefficient, (byte)nibble);
                products[coefficient * Stride + 16 + nibble] = GaloisField.Multiply((byte)coefficient, (byte)(nibble << 4));
            }
        }

        return products;
    }
}
