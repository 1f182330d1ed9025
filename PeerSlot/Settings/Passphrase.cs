using System.Text;
using PeerSlot.Gallery;

namespace PeerSlot.Settings;

/// <summary>The room's passphrase from a file or the environment. Never from the command line, which every user of the machine can read.</summary>
public static class Passphrase
{
    public const string Variable = "PEERSLOT_PASSPHRASE";

    /// <summary>Bytes of the largest passphrase.</summary>
    private const int MaximumSize = 1_024;

    /// <summary>Null = an open room. A file that an option names goes before the variable, and the variable before a file of the settings.</summary>
    /// <exception cref="SettingsException">The file cannot be read, or holds no passphrase.</exception>
    public static string? Find(SettingsInForce inForce, SettingsSources sources)
    {
        var file = inForce.Settings.PassphraseFile;
        var isOption = inForce.Values.Any(v => v is { Key.Path: "passphraseFile", Layer: SettingLayer.Option });
        if (!isOption && sources.Variable(Variable) is { } variable)
            return Checked(variable, Variable);
        return file.Length == 0 ? null : Read(DataFolder.BelowHome(file, sources));
    }

    /// <summary>A passphrase is 1 to 1,024 bytes on one line.</summary>
    /// <exception cref="SettingsException">It is not.</exception>
    public static string Checked(string passphrase, Text origin)
    {
        if (passphrase.Length == 0)
            throw new SettingsException($"{origin} holds no passphrase.");
        return Encoding.UTF8.GetByteCount(passphrase) <= MaximumSize && !passphrase.Any(char.IsControl)
            ? passphrase
            : throw new SettingsException($"A passphrase is one line of at most {MaximumSize} bytes; {origin} holds something else.");
    }

    private static string Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var bytes = new byte[MaximumSize + 3]; // a line's end, and one byte that is too many
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            var text = Encoding.UTF8.GetString(bytes.AsSpan(0, length));
            return Checked(text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text, Text.Verbatim(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The passphrase file {path} cannot be read. {DiskFault.Of(e)}", e);
        }
    }
}
