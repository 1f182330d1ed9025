using System.Text;

namespace PeerSlot.Screens;

/// <summary>The clipboard of the terminal (xterm ctlseqs, OSC 52). It does not answer: some terminals have it switched off.</summary>
internal static class Clipboard
{
    public static byte[] Copy(string text) => Encoding.ASCII.GetBytes($"\e]52;c;{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}\e\\");
}
