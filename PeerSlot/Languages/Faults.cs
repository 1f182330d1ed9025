namespace PeerSlot.Languages;

/// <summary>What to say of any exception.</summary>
internal static class Faults
{
    public static Text Words(Exception fault) => fault switch
    {
        WordedException worded => worded.Text,
        IOException or UnauthorizedAccessException => DiskFault.Of(fault),
        OutOfMemoryException => "There is not enough memory.",
        _ => (Text)$"Something went wrong that should not: {fault.GetType().Name}, {fault.Message}.",
    };
}
