using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using PeerSlot.Terminal;

namespace PeerSlot.Tests.Support;

/// <summary>
/// A program in a terminal of its own: session leader, the pty its controlling terminal, no signal blocked or ignored. Started by
/// posix_spawn, never by fork, which a runtime with threads does not survive.
/// </summary>
public sealed unsafe partial class PtyProcess : PseudoTerminal
{
    private const short SetSignalDefaults = 0x04;
    private const short SetSignalMask = 0x08;
    private const short SetSession = 0x80; // glibc 2.26

    private readonly int _id;
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PtyProcess(string file, IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment, Size size, string? folder,
        Func<string, string?>? answer)
        : base(size)
    {
        Emulator.Answer = answer;
        _id = Spawn(file, [file, .. args], environment, folder);
        Start();
        new Thread(AwaitExit) { IsBackground = true, Name = "waitpid" }.Start();
    }

    public int Id => _id;

    /// <summary>The exit code, or 128 + n after signal n; null while it runs.</summary>
    public int? ExitCode => _exit.Task.IsCompletedSuccessfully ? _exit.Task.Result : null;

    /// <param name="file">Full path of the program.</param>
    /// <param name="args">Without the program's own name.</param>
    /// <param name="environment">All that it gets, besides PATH and HOME where they are missing; TERM is xterm-256color where missing.</param>
    /// <param name="size">80 x 24 where null.</param>
    /// <param name="folder">Its working directory; ours where null.</param>
    /// <param name="answer">What the terminal answers to questions, from the first one on.</param>
    public static PtyProcess Start(
        string file, IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment = null, Size? size = null, string? folder = null,
        Func<string, string?>? answer = null)
    {
        var all = new Dictionary<string, string>(environment ?? new Dictionary<string, string>());
        all.TryAdd("TERM", "xterm-256color");
        foreach (var name in new[] { "PATH", "HOME", "DOTNET_ROOT" })
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                all.TryAdd(name, value);
        }

        return new PtyProcess(file, [.. args], all, size ?? new Size(80, 24), folder, answer);
    }

    /// <summary>Waits for its end and what it wrote until then.</summary>
    public int WaitForExit(TimeSpan? limit = null)
    {
        if (!_exit.Task.Wait(limit ?? TimeSpan.FromSeconds(20)))
            throw new TimeoutException($"The program did not end. The screen:\n{Screen}");
        WaitForEndOfOutput();
        return _exit.Task.Result;
    }

    /// <summary>Sends it a signal: 1 HUP, 2 INT, 9 KILL, 15 TERM, 18 CONT, 19 STOP, 20 TSTP.</summary>
    public void Kill(int signal)
    {
        if (ExitCode is null)
            _ = kill(_id, signal);
    }

    protected override void Dispose(bool disposing)
    {
        Kill(9);
        _exit.Task.Wait(TimeSpan.FromSeconds(20));
        base.Dispose(disposing);
    }

    private void AwaitExit()
    {
        int status;
        while (waitpid(_id, &status, 0) < 0)
        {
            if (Marshal.GetLastPInvokeError() == 4)
                continue;
            _exit.TrySetException(new Win32Exception(Marshal.GetLastPInvokeError()));
            return;
        }

        _exit.TrySetResult((status & 0x7F) == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F));
    }

    private int Spawn(string file, string[] arguments, IReadOnlyDictionary<string, string> environment, string? folder)
    {
        // posix_spawnattr_t is 336 bytes in glibc, posix_spawn_file_actions_t 80, sigset_t 128.
        var attributes = stackalloc byte[512];
        var actions = stackalloc byte[512];
        var none = stackalloc byte[128];
        var all = stackalloc byte[128];
        _ = posix_spawnattr_init(attributes);
        _ = posix_spawn_file_actions_init(actions);
        new Span<byte>(none, 128).Clear();
        _ = sigfillset(all);
        _ = posix_spawnattr_setflags(attributes, SetSession | SetSignalMask | SetSignalDefaults);
        _ = posix_spawnattr_setsigmask(attributes, none);
        _ = posix_spawnattr_setsigdefault(attributes, all);

        // Opened by a session leader it becomes the controlling terminal.
        _ = posix_spawn_file_actions_addopen(actions, 0, SlavePath, 2, 0);
        _ = posix_spawn_file_actions_adddup2(actions, 0, 1);
        _ = posix_spawn_file_actions_adddup2(actions, 0, 2);
        if (folder is not null)
            _ = posix_spawn_file_actions_addchdir_np(actions, folder);
        var argv = Strings(arguments);
        var envp = Strings([.. environment.Select(e => $"{e.Key}={e.Value}")]);
        try
        {
            int id;
            var error = posix_spawn(&id, file, actions, attributes, argv, envp);
            return error == 0 ? id : throw new Win32Exception(error, $"{file} cannot be started.");
        }
        finally
        {
            Free(argv);
            Free(envp);
            _ = posix_spawn_file_actions_destroy(actions);
            _ = posix_spawnattr_destroy(attributes);
        }
    }

    private static nint* Strings(string[] texts)
    {
        var list = (nint*)NativeMemory.AllocZeroed((nuint)texts.Length + 1, (nuint)sizeof(nint));
        for (var i = 0; i < texts.Length; i++)
            list[i] = Marshal.StringToCoTaskMemUTF8(texts[i]);
        return list;
    }

    private static void Free(nint* list)
    {
        for (var i = 0; list[i] != 0; i++)
            Marshal.FreeCoTaskMem(list[i]);
        NativeMemory.Free(list);
    }

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_init(byte* attributes);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_destroy(byte* attributes);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setflags(byte* attributes, short flags);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setsigmask(byte* attributes, byte* set);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setsigdefault(byte* attributes, byte* set);

    [LibraryImport("libc")]
    private static partial int sigfillset(byte* set);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn_file_actions_addopen(byte* actions, int file, string path, int flags, uint mode);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_adddup2(byte* actions, int from, int to);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn_file_actions_addchdir_np(byte* actions, string folder);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn(int* id, string file, byte* actions, byte* attributes, nint* argv, nint* envp);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int waitpid(int id, int* status, int options);

    [LibraryImport("libc")]
    private static partial int kill(int id, int signal);
}
