using PeerSlot.Gallery;

namespace PeerSlot.Commands;

/// <summary>A file's bytes, bounded by <c>maxBytes</c>.</summary>
internal static class PictureInput
{
    /// <param name="file">A path, or <c>-</c> for standard input.</param>
    public static byte[] Read(CommandContext context, string file)
    {
        var most = context.Settings.MaxBytes;
        if (file != "-")
            return BoundedFile.Read(Path.Combine(context.Environment.Directory, file), most);
        try
        {
            using var input = context.Environment.OpenInput();
            if (BoundedFile.Read(input, "standard input", most) is { Length: > 0 } content)
                return content;
        }
        catch (IOException e)
        {
            throw new GalleryException(GalleryErrorKind.Unreadable, $"Standard input cannot be read. {DiskFault.Of(e)}", e);
        }

        throw new GalleryException(
            GalleryErrorKind.Empty, "Nothing came on standard input: put \"< FILE\" or a program and | before it, or name the file in place of -.");
    }
}
