using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace PeerSlot.Commands.Doctor;

/// <summary>
/// Runs a program and reads what it prints, by popen(3). The framework's Process brings URLs, pipes and components, 0.15 MB, for the one command that
/// asks a handful of programs.
/// </summary>
[SupportedOSPlatform("linux")]
internal static partial class ShellPipe
{
    /// <summary>The shell's status for a program that is not there (POSIX, XCU 2.8.2).</summary>
    private const int NotFound = 127;

    /// <summary>timeout(1) of coreutils and busybox, for a program that it had to end.</summary>
    private const int TimedOut = 124;

    /// <summary>Status and output; null where the program is not there or does not end in time.</summary>
    /// <param name="limit">Whole seconds.</param>
    public static (int Status, string Output)? Run(string program, string[] arguments, TimeSpan limit)
    {
        // They lie outside of the path of a plain account.
        var line = new StringBuilder("PATH=$PATH:/usr/sbin:/sbin LC_ALL=C exec timeout ");
        line.Append(CultureInfo.InvariantCulture, $"{(int)limit.TotalSeconds} {Quoted(program)}");
        foreach (var argument in arguments)
            line.Append(' ').Append(Quoted(argument));
        line.Append(" </dev/null 2>/dev/null");
        var pipe = OpenPipe(line.ToString(), "re");
        if (pipe == 0)
            return null;
        var output = ReadToEnd(pipe);
        var status = ClosePipe(pipe) >> 8 & 0xFF; // wait(2), WEXITSTATUS
        return status is NotFound or TimedOut ? null : (status, output);
    }

    private static string ReadToEnd(nint pipe)
    {
        using var handle = new SafeFileHandle(FileNumber(pipe), ownsHandle: false);
        using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        var bytes = new byte[64 * 1024];
        var length = 0;
        while (length < SystemPrograms.LongestAnswer && stream.Read(bytes, length, bytes.Length - length) is var read and > 0)
        {
            length += read;
            if (length == bytes.Length)
                Array.Resize(ref bytes, 2 * length);
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static string Quoted(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [LibraryImport("libc", EntryPoint = "popen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenPipe(string command, string type);

    [LibraryImport("libc", EntryPoint = "pclose")]
    private static partial int ClosePipe(nint pipe);

    [LibraryImport("libc", EntryPoint = "fileno")]
    private static partial int FileNumber(nint pipe);
}
