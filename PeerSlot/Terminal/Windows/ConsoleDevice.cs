namespace PeerSlot.Terminal.Windows;

/// <summary>The console of a Windows process: escapes out (Windows 10 1607 and later) or cells, records in.</summary>
internal sealed unsafe class ConsoleDevice
{
    private readonly nint _input;
    private readonly nint _output;
    private readonly uint _savedInput;
    private readonly uint _savedOutput;
    private readonly uint _savedCodePage;
    private readonly InputRecordTranslator _translator = new();

    private ConsoleDevice(nint input, nint output, uint savedInput, uint savedOutput)
    {
        (_input, _output, _savedInput, _savedOutput) = (input, output, savedInput, savedOutput);
        _savedCodePage = Kernel32.GetOutputCodePage();
        var takesEscapes = CellScreen.TakesEscapes(savedOutput | Kernel32.ProcessedOutput | Kernel32.VirtualTerminalProcessing);
        Cells = takesEscapes ? null : new CellScreen(output);
    }

    /// <summary>Where frames go on a console that takes no escapes; null on others.</summary>
    public CellScreen? Cells { get; }

    public static ConsoleDevice? Open(out Text reason)
    {
        reason = "standard input and output are no console";
        var (input, output) = (Kernel32.GetStandardHandle(Kernel32.StandardInput), Kernel32.GetStandardHandle(Kernel32.StandardOutput));
        if (Kernel32.GetMode(input, out var inputMode) == 0 || Kernel32.GetMode(output, out var outputMode) == 0)
            return null;
        reason = "";
        return new ConsoleDevice(input, output, inputMode, outputMode);
    }

    public Size Size => Kernel32.GetScreenBuffer(Screen, out var info) == 0
        ? new Size(80, 24)
        : SizeOf(info);

    public static Size SizeOf(Kernel32.ScreenBuffer info) =>
        new(Math.Clamp(info.Right - info.Left + 1, 1, Kernel32.MostColumns), Math.Clamp(info.Bottom - info.Top + 1, 1, Kernel32.MostRows));

    private nint Screen => Cells?.Handle ?? _output;

    /// <summary>No line editing, no Ctrl-C signal, no quick edit (which takes the mouse away).</summary>
    public void MakeRaw(bool mouse)
    {
        _ = Kernel32.SetOutputCodePage(Kernel32.Utf8);
        if (Cells is null)
            _ = Kernel32.SetMode(_output, Kernel32.ProcessedOutput | Kernel32.VirtualTerminalProcessing | Kernel32.NoAutoReturn);
        _ = Kernel32.SetMode(_input, Kernel32.WindowInput | Kernel32.ExtendedFlags | (mouse ? Kernel32.MouseInputMode : 0));
    }

    public void Restore()
    {
        _ = Kernel32.SetMode(_input, _savedInput);
        _ = Kernel32.SetMode(_output, _savedOutput);
        _ = Kernel32.SetOutputCodePage(_savedCodePage);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (var done = 0; done < bytes.Length;)
            {
                if (Kernel32.Write(_output, start + done, (uint)(bytes.Length - done), out var written, 0) == 0 || written == 0)
                    return;
                done += (int)written;
            }
        }
    }

    /// <summary>Waits for input or <paramref name="wake"/>.</summary>
    public bool Wait(nint wake, int milliseconds)
    {
        var handles = stackalloc nint[2] { _input, wake };
        return Kernel32.Wait(2, handles, 0, unchecked((uint)milliseconds)) == 0;
    }

    /// <summary>Takes what is there.</summary>
    /// <param name="resized">Whether the window may have another size.</param>
    /// <returns>False at the end of input.</returns>
    public bool Read(List<InputEvent> events, out bool resized)
    {
        resized = false;
        const int AtOnce = 128;
        var records = stackalloc Kernel32.InputRecord[AtOnce];
        if (Kernel32.GetInputCount(_input, out var waiting) == 0)
            return false;
        if (waiting == 0)
            return true;
        if (Kernel32.ReadInput(_input, records, AtOnce, out var count) == 0)
            return false;
        var window = Kernel32.GetScreenBuffer(Screen, out var info) == 0 ? (0, 0) : ((int)info.Left, (int)info.Top);
        resized = _translator.Translate(new ReadOnlySpan<Kernel32.InputRecord>(records, (int)count), window, events);
        return true;
    }
}
