using PeerSlot.Mailslots.Ssh;

namespace PeerSlot.Exchange.Bridges;

/// <summary>
/// The network <c>ssh</c> of a room: a line to the relay of another machine, which is opened again when it breaks. What a room has said before it leaves still
/// goes out.
/// </summary>
public sealed class Bridge : IDisposable
{
    /// <summary>Between two tries; the last one again and again. A notebook that wakes up is back within seconds, a night costs a try each half minute.</summary>
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30)];

    private readonly string _host;
    private readonly Func<CancellationToken, IFarLine> _open;
    private readonly CancellationTokenSource _leaving = new();
    private IFarLine _line;
    private Thread? _thread;

    /// <param name="host">For people.</param>
    /// <param name="line">The first one; disposed with this.</param>
    /// <param name="open">Opens another one, without asking the person for anything; a <see cref="WordedException"/> says why it cannot.</param>
    public Bridge(string host, IFarLine line, Func<CancellationToken, IFarLine> open)
    {
        (_host, _line, _open) = (host, line, open);
        Driver = new SshDriver(host);
        Driver.Join(line.FromRelay, line.ToRelay);
    }

    /// <summary>Disposed by the room that uses it.</summary>
    internal SshDriver Driver { get; }

    /// <summary>From here on a line that breaks is tried again; both are told, in one or two sentences.</summary>
    internal void Watch(Action<Text> tell)
    {
        _thread = new Thread(() => Run(tell)) { IsBackground = true, Name = "bridge" };
        _thread.Start();
    }

    public void Dispose()
    {
        _leaving.Cancel();
        Driver.Dispose();
        _thread?.Join();
        _line.Dispose();
        _leaving.Dispose();
    }

    private void Run(Action<Text> tell)
    {
        while (true)
        {
            Driver.WaitForEnd();
            if (_leaving.IsCancellationRequested || Driver.IsDisposed)
                return;
            tell($"The line to {_host} is broken and is tried again. {_line.Reason()}");
            if (!TryAgain(tell))
                return;
            tell($"The line to {_host} is there again.");
        }
    }

    /// <summary>False once the room is left.</summary>
    private bool TryAgain(Action<Text> tell)
    {
        var told = Text.Empty;
        for (var tries = 0; !_leaving.Token.WaitHandle.WaitOne(Pauses[Math.Min(tries, Pauses.Length - 1)]); tries++)
        {
            try
            {
                var line = _open(_leaving.Token);
                _line.Dispose();
                _line = line;
                Driver.Join(line.FromRelay, line.ToRelay);
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
            catch (WordedException e)
            {
                if (!e.Text.Equals(told))
                    tell(told = e.Text);
            }
        }

        return false;
    }
}
