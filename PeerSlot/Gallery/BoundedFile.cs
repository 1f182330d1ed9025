namespace PeerSlot.Gallery;

/// <summary>Files of a user's choice, read whole and bounded before anything is allocated.</summary>
internal static class BoundedFile
{
    /// <exception cref="GalleryException">Not there, a folder, unreadable, or larger than <paramref name="most"/> bytes.</exception>
    public static byte[] Read(string path, long most)
    {
        if (Directory.Exists(path))
            throw new GalleryException(GalleryErrorKind.Unreadable, $"{path} is a folder, not a picture.");
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return Read(stream, Text.Verbatim(path), most);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new GalleryException(GalleryErrorKind.NotFound, $"There is no file {path}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GalleryException(GalleryErrorKind.Unreadable, $"{path} cannot be read. {DiskFault.Of(e)}", e);
        }
    }

    /// <summary>Reads to the end of a file or pipe.</summary>
    /// <param name="name">For messages.</param>
    public static byte[] Read(Stream stream, Text name, long most)
    {
        // Devices such as /dev/zero say that they have a length of 0.
        var expected = stream.CanSeek ? stream.Length : 0;
        if (expected > most)
            throw TooLarge(name, most);
        // Exactly what is expected, so that a large file is not held twice.
        var content = GC.AllocateUninitializedArray<byte>((int)(expected > 0 ? expected : Math.Min(most, 64 * 1024)));
        Span<byte> next = stackalloc byte[1];
        var length = 0;
        while (true)
        {
            length += stream.ReadAtLeast(content.AsSpan(length), content.Length - length, throwOnEndOfStream: false);
            if (length < content.Length || stream.Read(next) == 0)
                break;
            if (length == most)
                throw TooLarge(name, most);
            Array.Resize(ref content, (int)Math.Min(2L * Math.Max(length, 1024), most));
            content[length++] = next[0];
        }

        if (length < content.Length)
            Array.Resize(ref content, length);
        return content;
    }

    public static GalleryException TooLarge(Text name, long most) =>
        new(GalleryErrorKind.TooLarge,
            $"{name} is larger than {GalleryException.Size(most)}, the most that is sent or received (maxBytes in the settings).");
}
