namespace PeerSlot.Pictures.Scaling;

/// <summary>A picture as amounts of light: what renderers take, as only these may be averaged and blended.</summary>
internal sealed class LinearImage
{
    private readonly float[] _lights;

    public LinearImage(int width, int height)
    {
        Width = width;
        Height = height;
        _lights = new float[checked(width * height * 4)];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>4 floats a pixel: red, green and blue light, multiplied by alpha, then alpha, each 0 to 1.</summary>
    public Span<float> Row(int y) => _lights.AsSpan(y * Width * 4, Width * 4);
}
