using PeerSlot.Mailslots.Machine;

namespace PeerSlot.Mailslots.Windows;

/// <summary>Whether <c>\\*\</c> and <c>\\HOST\</c> reach anybody, as far as Windows has told.</summary>
internal sealed class RemoteMailslots
{
    /// <summary>Bytes: "the maximum message size between computers" (CreateFile, About Mailslots).</summary>
    public const int LargestMessage = 424;

    private volatile int _error;

    /// <param name="error">What opening a remote path gave; that alone sends nothing.</param>
    public RemoteMailslots(int error) => _error = error;

    public bool Works => _error == Win32Error.Success;

    public DriverFinding Finding => new(
        @"\\*\mailslot", Works, Works ? (Text)$"Other computers are reached, with messages of up to {LargestMessage} bytes." : Reason(_error));

    /// <summary>Some Windows open a remote path and say only at the write that they do not carry it.</summary>
    public void Failed(int error)
    {
        if (error is Win32Error.RemoteMailslotsDeprecated or Win32Error.PathNotFound)
            _error = error;
    }

    private static Text Reason(int error) => error switch
    {
        Win32Error.RemoteMailslotsDeprecated => WindowsErrors.SwitchedOff,
        Win32Error.PathNotFound => (Text)@"This Windows (or Wine) carries no mailslots to other computers. Use the network lan; \\.\ works.",
        Win32Error.InvalidName =>
            @"This computer's name is not made of plain letters and digits, so that nobody could answer it. Use the network lan; \\.\ works.",
        _ => $@"Mailslots to other computers cannot be opened (Windows' error {error}). Use the network lan; \\.\ works.",
    };
}
