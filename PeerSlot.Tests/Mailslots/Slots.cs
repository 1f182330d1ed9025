using System.Text;
using PeerSlot.Mailslots;
using Xunit;

namespace PeerSlot.Tests.Mailslots;

/// <summary>What the tests of all drivers say in one word.</summary>
internal static class Slots
{
    /// <summary>For what must happen: generous, because the machine may be busy; no test waits so long when it passes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static IMailslotServer Create(this IMailslotDriver driver, string name, int maximumMessageSize = 0) =>
        driver.CreateServer(MailslotPath.Local(name), maximumMessageSize, Patience);

    public static void Write(this IMailslotDriver driver, MailslotPath path, string text)
    {
        using var client = driver.OpenClient(path);
        client.Write(Encoding.UTF8.GetBytes(text));
    }

    public static string ReadText(this IMailslotServer server) => server.ReadWithOrigin().Text;

    public static (string Text, MailslotAddress? Origin) ReadWithOrigin(this IMailslotServer server)
    {
        var buffer = new byte[MailslotLimits.LargestMessage];
        Assert.Equal(MailslotReadResult.Message, server.Read(buffer, out var message));
        return (Encoding.UTF8.GetString(buffer, 0, message.Size), message.Origin);
    }

    public static MailslotReadResult ReadNow(this IMailslotServer server)
    {
        server.SetReadTimeout(TimeSpan.Zero);
        return server.Read(new byte[MailslotLimits.LargestMessage], out _);
    }

    public static void Until(Func<bool> condition, string what) =>
        Assert.True(SpinWait.SpinUntil(condition, Patience), $"Waited in vain until {what}.");

    public static MailslotException Fails(MailslotError error, Action call)
    {
        var exception = Assert.Throws<MailslotException>(call);
        Assert.Equal(error, exception.Error);
        return exception;
    }

    /// <summary>Starts a read on a thread of its own and returns when it waits.</summary>
    public static WaitingRead BeginRead(this IMailslotServer server) => new(buffer => (server.Read(buffer, out var m), m.Size));
}

internal sealed class WaitingRead
{
    private readonly Thread _thread;
    private MailslotReadResult _result;
    private int _size;

    public WaitingRead(Func<byte[], (MailslotReadResult, int)> read)
    {
        _thread = new Thread(() => (_result, _size) = read(new byte[MailslotLimits.LargestMessage])) { IsBackground = true };
        _thread.Start();
        Slots.Until(() => (_thread.ThreadState & ThreadState.WaitSleepJoin) != 0, "the read waits");
    }

    public MailslotReadResult Result
    {
        get
        {
            Assert.True(_thread.Join(Slots.Patience), "The read did not end.");
            return _result;
        }
    }

    public int Size => Result == MailslotReadResult.Message ? _size : -1;
}
