namespace PeerSlot.Pictures.Colors;

/// <summary>
/// The light that was shown too little (or too much) and is still to be made up for: Floyd and Steinberg's error diffusion ("An adaptive algorithm
/// for spatial grey scale", 1976) in serpentine rows. Light is carried, not codes: light is what the eye adds up from afar.
/// </summary>
internal sealed class DiffusedLight(int width)
{
    /// <summary>Errors that a palette without strong colours can never pay back are cut here, beyond black and white by this much light.</summary>
    private const float Overshoot = 0.1f;

    // One place more on either side takes what falls off the edge.
    private float[] _here = new float[(width + 2) * 3];
    private float[] _below = new float[(width + 2) * 3];
    private int _step = 1;

    /// <summary>Call after each row, from the top.</summary>
    public void EndRow()
    {
        _here.AsSpan().Clear();
        (_here, _below) = (_below, _here);
        _step = -_step;
    }

    /// <summary>Where the <paramref name="i"/>th place of this row lies: every other row goes from right to left.</summary>
    public int PlaceOf(int i) => _step > 0 ? i : width - 1 - i;

    /// <summary>What is owed to this place: red, green and blue.</summary>
    public ReadOnlySpan<float> At(int x) => _here.AsSpan((x + 1) * 3, 3);

    /// <summary>Hands what is still owed at this place on to those that come later.</summary>
    public void Spread(int x, float red, float green, float blue)
    {
        Spread(_here, x + _step, 7f / 16);
        Spread(_below, x - _step, 3f / 16);
        Spread(_below, x, 5f / 16);
        Spread(_below, x + _step, 1f / 16);

        void Spread(float[] row, int to, float share)
        {
            row[(to + 1) * 3] += red * share;
            row[(to + 1) * 3 + 1] += green * share;
            row[(to + 1) * 3 + 2] += blue * share;
        }
    }

    public static float Bound(float light) => Math.Clamp(light, -Overshoot, 1 + Overshoot);
}
