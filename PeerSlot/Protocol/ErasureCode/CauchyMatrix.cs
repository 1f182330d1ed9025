namespace PeerSlot.Protocol.ErasureCode;

/// <summary>
/// Rows are repair symbols, columns source symbols: the element is 1 / (x + y) with x = 128 + row and y = column. As no x equals a y,
/// every square part of it has an inverse, so any repair symbols replace as many lost ones (Blömer and others, "An XOR-Based
/// Erasure-Resilient Coding Scheme", 1995, section 4).
/// </summary>
internal static class CauchyMatrix
{
    public static byte Element(int row, int column) => GaloisField.Inverse((byte)(X(row) ^ column));

    /// <summary>
    /// The inverse of the part of these rows and columns, equally many, by its closed form, O(n²) (Knuth, The Art of Computer
    /// Programming 1, section 1.2.3, exercise 41). Row i of it, n bytes, tells how the rows add up to column i.
    /// </summary>
    public static void Invert(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, Span<byte> inverse)
    {
        var size = rows.Length;
        Span<int> ofRow = stackalloc int[size];
        Span<int> ofColumn = stackalloc int[size];
        for (var i = 0; i < size; i++)
        {
            (ofRow[i], ofColumn[i]) = (0, 0);
            for (var other = 0; other < size; other++)
            {
                ofRow[i] += GaloisField.Logarithm(X(rows[i]) ^ columns[other]);
                ofColumn[i] += GaloisField.Logarithm(X(rows[other]) ^ columns[i]);
                if (other == i)
                    continue;
                ofRow[i] -= GaloisField.Logarithm(rows[i] ^ rows[other]);
                ofColumn[i] -= GaloisField.Logarithm(columns[i] ^ columns[other]);
            }
        }

        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                inverse[i * size + j] = GaloisField.Power(ofColumn[i] + ofRow[j] - GaloisField.Logarithm(X(rows[j]) ^ columns[i]));
        }
    }

    private static int X(int row) => CauchyCode.MaximumSource + row;
}
