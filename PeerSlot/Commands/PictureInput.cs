using PeerSlot.Gallery;

namespace PeerSlot.Commands;

/// <summary>A file's bytes for showing, bounded by <c>maxBytes</c>.</summary>
internal static class PictureInput
{
    /// <param name="file">A path, or <c>-</c> for standard input.</param>
    public static byte[] Read(CommandContext context, string file)
    {
        if (file != "-")
            return BoundedFile.Read(Path.Combine(context.Environment.Directory, file), context.Settings.MaxBytes);
        using var input = context.Environment.OpenInput();
        return BoundedFile.Read(input, "standard input", context.Settings.MaxBytes);
    }
}
