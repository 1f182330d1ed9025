using System.Net;
using System.Net.Sockets;

namespace PeerSlot.Tests.Support;

/// <summary>Passes connections on to a port of this machine and counts what comes back: bytes on the wire, headers of TCP and IP not among them.</summary>
public sealed class TcpCounter : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _target;
    private long _returned;

    public TcpCounter(int target)
    {
        _target = target;
        _listener.Start();
        _ = AcceptAll();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Bytes from the target to its clients.</summary>
    public long Returned => Interlocked.Read(ref _returned);

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAll()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_end.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }

            _ = Relay(client);
        }
    }

    private async Task Relay(TcpClient client)
    {
        using var target = new TcpClient();
        using (client)
        {
            await target.ConnectAsync(IPAddress.Loopback, _target);
            var (near, far) = (client.GetStream(), target.GetStream());
            await Task.WhenAny(Copy(near, far, _ => { }), Copy(far, near, count => Interlocked.Add(ref _returned, count)));
        }
    }

    private async Task Copy(NetworkStream from, NetworkStream to, Action<int> count)
    {
        var buffer = new byte[65536];
        try
        {
            while (await from.ReadAsync(buffer, _end.Token) is > 0 and var length)
            {
                count(length);
                await to.WriteAsync(buffer.AsMemory(0, length), _end.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Either end is gone: so is the line.
        }
    }
}
