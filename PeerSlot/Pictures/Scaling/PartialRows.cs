namespace PeerSlot.Pictures.Scaling;

/// <summary>Runs a decoder until its file ends.</summary>
internal static class PartialRows
{
    /// <param name="decode">Writes rows; throws where the file ends or is damaged.</param>
    /// <returns>The rows that were finished, or null without any.</returns>
    public static Bitmap? Of(RowTarget target, Action<RowTarget> decode)
    {
        try
        {
            decode(target);
        }
        catch (PictureException)
        {
            // The rows above are certain whatever follows.
        }

        return target.Finished > 0 ? target.ToBitmap() : null;
    }
}
