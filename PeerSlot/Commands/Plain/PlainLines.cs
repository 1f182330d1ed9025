using System.Text;
using System.Threading.Channels;
using PeerSlot.Exchange;

namespace PeerSlot.Commands.Plain;

/// <summary>Lines of standard input and news of the room in the order in which they come.</summary>
internal sealed class PlainLines : IDisposable
{
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(64);
    private readonly CommandContext _context;
    private readonly ChannelReader<RoomNews> _news;

    public PlainLines(CommandContext context, ChannelReader<RoomNews> news)
    {
        (_context, _news) = (context, news);
        // It waits in the system for a line until the process ends.
        new Thread(Read) { IsBackground = true, Name = "standard input" }.Start();
    }

    /// <summary>The next line or news.</summary>
    /// <returns>False at the end of the lines or of the room.</returns>
    public bool TryTake(out string? line, out RoomNews? news)
    {
        while (true)
        {
            (line, news) = (null, null);
            if (_news.TryRead(out news) || _lines.Reader.TryRead(out line))
                return true;
            var waiting = Task.WhenAny(
                _news.WaitToReadAsync(_context.Environment.Cancelled).AsTask(), _lines.Reader.WaitToReadAsync(_context.Environment.Cancelled).AsTask());
            if (!waiting.GetAwaiter().GetResult().GetAwaiter().GetResult())
                return false;
        }
    }

    public void Dispose() => _lines.Writer.TryComplete();

    private void Read()
    {
        try
        {
            using var input = new StreamReader(_context.Environment.OpenInput(), Encoding.UTF8);
            while (input.ReadLine() is { } line)
                _lines.Writer.WriteAsync(line).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is IOException or ChannelClosedException)
        {
        }

        _lines.Writer.TryComplete();
    }
}
