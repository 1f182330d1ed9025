namespace PeerSlot.Terminal.Input;

/// <summary>SGR mouse reports, CSI &lt; button ; x ; y M or m (xterm ctlseqs, "Extended coordinates", modes 1006 and 1016).</summary>
internal static class MouseReport
{
    private const int Motion = 32;
    private const int Wheel = 64;

    /// <param name="code">The first parameter: button, modifiers, motion, wheel.</param>
    /// <param name="x">1-based column or pixel.</param>
    /// <param name="y">1-based row or pixel.</param>
    /// <param name="pressed">True for M, false for m.</param>
    /// <param name="cell">A cell's size in pixels where <paramref name="x"/> and <paramref name="y"/> are pixels; else null.</param>
    /// <returns>Null for a button that nobody here uses (sideways wheel, thumb buttons).</returns>
    public static MouseInput? Read(int code, int x, int y, bool pressed, (double Width, double Height)? cell)
    {
        if (x < 1 || y < 1 || code < 0)
            return null;
        var button = (code & 3) switch
        {
            0 => MouseButton.Left,
            1 => MouseButton.Middle,
            2 => MouseButton.Right,
            _ => MouseButton.None,
        };
        MouseAction action;
        if (code >= 2 * Wheel)
            return null;
        if ((code & Wheel) != 0)
        {
            if ((code & 3) > 1)
                return null;
            (action, button) = ((code & 3) == 0 ? MouseAction.WheelUp : MouseAction.WheelDown, MouseButton.None);
        }
        else if ((code & Motion) != 0)
        {
            action = button == MouseButton.None ? MouseAction.Move : MouseAction.Drag;
        }
        else
        {
            action = pressed ? MouseAction.Press : MouseAction.Release;
        }

        var modifiers = (KeyModifiers)(code >> 2 & 7); // 4 Shift, 8 Meta, 16 Control: the same order.
        if (cell is not var (width, height))
            return new MouseInput(action, button, x - 1, y - 1, null, modifiers);
        var row = (y - 1) / height;
        return new MouseInput(action, button, (int)((x - 1) / width), (int)row, row - Math.Floor(row), modifiers);
    }
}
