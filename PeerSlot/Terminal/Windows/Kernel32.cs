using System.Runtime.InteropServices;

namespace PeerSlot.Terminal.Windows;

/// <summary>Console functions of Windows ("Console Functions", learn.microsoft.com/windows/console).</summary>
internal static unsafe partial class Kernel32
{
    public const int StandardInput = -10;
    public const int StandardOutput = -11;
    public const uint Utf8 = 65001;

    /// <summary>Larger windows are used in part.</summary>
    public const int MostColumns = 1000, MostRows = 500;

    public const uint ProcessedOutput = 0x1;
    public const uint VirtualTerminalProcessing = 0x4;
    public const uint NoAutoReturn = 0x8;
    public const uint WindowInput = 0x8;
    public const uint ExtendedFlags = 0x80;
    public const uint MouseInputMode = 0x10;

    public const ushort KeyEvent = 1;
    public const ushort MouseEvent = 2;
    public const ushort WindowBufferSizeEvent = 4;

    [LibraryImport("kernel32", EntryPoint = "GetStdHandle")]
    public static partial nint GetStandardHandle(int which);

    [LibraryImport("kernel32", EntryPoint = "GetConsoleMode")]
    public static partial int GetMode(nint console, out uint mode);

    [LibraryImport("kernel32", EntryPoint = "SetConsoleMode")]
    public static partial int SetMode(nint console, uint mode);

    [LibraryImport("kernel32", EntryPoint = "GetConsoleOutputCP")]
    public static partial uint GetOutputCodePage();

    [LibraryImport("kernel32", EntryPoint = "SetConsoleOutputCP")]
    public static partial int SetOutputCodePage(uint codePage);

    [LibraryImport("kernel32", EntryPoint = "GetConsoleScreenBufferInfo")]
    public static partial int GetScreenBuffer(nint console, out ScreenBuffer info);

    [LibraryImport("kernel32", EntryPoint = "GetNumberOfConsoleInputEvents")]
    public static partial int GetInputCount(nint console, out uint count);

    [LibraryImport("kernel32", EntryPoint = "ReadConsoleInputW")]
    public static partial int ReadInput(nint console, InputRecord* records, uint length, out uint read);

    [LibraryImport("kernel32", EntryPoint = "WriteFile")]
    public static partial int Write(nint file, byte* bytes, uint length, out uint written, nint overlapped);

    [LibraryImport("kernel32", EntryPoint = "CreateConsoleScreenBuffer")]
    public static partial nint CreateScreenBuffer(uint access, uint share, nint security, uint flags, nint reserved);

    [LibraryImport("kernel32", EntryPoint = "SetConsoleActiveScreenBuffer")]
    public static partial int ShowScreenBuffer(nint console);

    [LibraryImport("kernel32", EntryPoint = "WriteConsoleOutputW")]
    public static partial int WriteCells(nint console, CharInfo* cells, Coordinates size, Coordinates from, ref SmallRectangle to);

    [LibraryImport("kernel32", EntryPoint = "SetConsoleCursorPosition")]
    public static partial int PlaceCursor(nint console, Coordinates position);

    [LibraryImport("kernel32", EntryPoint = "SetConsoleCursorInfo")]
    public static partial int SetCursor(nint console, in CursorInfo cursor);

    [LibraryImport("kernel32", EntryPoint = "CloseHandle")]
    public static partial int Close(nint handle);

    [LibraryImport("kernel32", EntryPoint = "WaitForMultipleObjects")]
    public static partial uint Wait(uint count, nint* handles, int all, uint milliseconds);

    /// <summary>CONSOLE_SCREEN_BUFFER_INFO.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ScreenBuffer
    {
        public short Width;
        public short Height;
        public short CursorColumn;
        public short CursorRow;
        public ushort Attributes;
        public short Left;
        public short Top;
        public short Right;
        public short Bottom;
        public short MaximumWidth;
        public short MaximumHeight;
    }

    /// <summary>COORD.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public record struct Coordinates(short Column, short Row);

    /// <summary>SMALL_RECT; right and bottom included.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public record struct SmallRectangle(short Left, short Top, short Right, short Bottom);

    /// <summary>CHAR_INFO: a UTF-16 unit and its colours.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public record struct CharInfo(char Character, ushort Attributes);

    /// <summary>CONSOLE_CURSOR_INFO; the size is a part of the cell, 1 to 100.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public record struct CursorInfo(uint Size, int Visible);

    /// <summary>INPUT_RECORD with the fields of KEY_EVENT_RECORD and MOUSE_EVENT_RECORD over each other; 20 bytes.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 20)]
    public struct InputRecord
    {
        [FieldOffset(0)]
        public ushort Type;

        [FieldOffset(4)]
        public int KeyDown;

        [FieldOffset(8)]
        public ushort Repeat;

        [FieldOffset(10)]
        public ushort VirtualKey;

        [FieldOffset(14)]
        public char Character;

        [FieldOffset(16)]
        public uint KeyControls;

        [FieldOffset(4)]
        public short MouseColumn;

        [FieldOffset(6)]
        public short MouseRow;

        [FieldOffset(8)]
        public uint MouseButtons;

        [FieldOffset(12)]
        public uint MouseControls;

        [FieldOffset(16)]
        public uint MouseFlags;
    }
}
