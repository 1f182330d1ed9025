namespace PeerSlot.Terminal.Frames;

/// <summary>The shortest way of the cursor from one place to another (ECMA-48 8.3: CUP, CUF, CUB, CUU, CUD).</summary>
internal static class CursorMotion
{
    /// <param name="output">Where the escapes go.</param>
    /// <param name="column">Where the cursor is, 0-based; negative where unknown.</param>
    /// <param name="row">Where the cursor is, 0-based; negative where unknown.</param>
    /// <param name="toColumn">Where it shall be.</param>
    /// <param name="toRow">Where it shall be.</param>
    public static void Write(EscapeWriter output, int column, int row, int toColumn, int toRow)
    {
        if (column == toColumn && row == toRow)
            return;
        if (row == toRow && WriteAlongRow(output, column, toColumn, toRow))
            return;

        // LF scrolls on the last row only, and the row below exists.
        if (row >= 0 && toRow == row + 1 && toColumn == 0)
            output.Write("\r\n"u8);
        else if (row >= 0 && column == toColumn)
            output.WriteCsi(Math.Abs(toRow - row), toRow > row ? (byte)'B' : (byte)'A');
        else
            WritePosition(output, toColumn, toRow);
    }

    public static int Length(int count) => count == 1 ? 3 : 3 + Digits(count);

    private static bool WriteAlongRow(EscapeWriter output, int column, int toColumn, int toRow)
    {
        if (toColumn == 0)
        {
            output.Write((byte)'\r');
            return true;
        }

        var distance = Math.Abs(toColumn - column);
        if (column < 0 || Length(distance) > PositionLength(toColumn, toRow))
            return false;
        if (toColumn > column)
            output.WriteCsi(distance, (byte)'C');
        else if (distance <= Length(distance))
            output.Write("\b\b\b\b\b\b"u8[..distance]);
        else
            output.WriteCsi(distance, (byte)'D');
        return true;
    }

    private static void WritePosition(EscapeWriter output, int column, int row)
    {
        output.Write("\e["u8);
        if (row > 0 || column > 0)
            output.WriteNumber(row + 1);
        if (column > 0)
        {
            output.Write((byte)';');
            output.WriteNumber(column + 1);
        }

        output.Write((byte)'H');
    }

    private static int PositionLength(int column, int row) => 3 + Digits(row + 1) + (column > 0 ? 1 + Digits(column + 1) : 0);

    private static int Digits(int value) => value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : value < 10000 ? 4 : 5;
}
