namespace PeerSlot.Exchange.Lab;

/// <summary>
/// Which losses are told: nothing in the lab's slots is authentic, and who writes garbage there would fill log and inbox. Of each client the
/// first is told, then one in a while, with the number of those between. From any thread.
/// </summary>
internal sealed class LossReport
{
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, (DateTimeOffset Told, int Untold)> _clients = [];

    /// <param name="untold">Losses since the last that was told.</param>
    public bool MayTell(DateTimeOffset now, Guid client, out int untold)
    {
        lock (_gate)
        {
            untold = 0;
            if (_clients.TryGetValue(client, out var last) && now - last.Told < AtMostEvery)
            {
                _clients[client] = last with { Untold = last.Untold + 1 };
                return false;
            }

            untold = last.Untold;
            _clients[client] = (now, 0);
            return true;
        }
    }

    /// <summary>Its slot is closed.</summary>
    public void Forget(Guid client)
    {
        lock (_gate)
            _clients.Remove(client);
    }
}
