using PeerSlot.Gallery;
using PeerSlot.Settings;

namespace PeerSlot.Commands.Doctor;

/// <summary>The data folder: its contents, its rights, its disk, and whether clocks agree.</summary>
internal static class FolderCheck
{
    /// <summary>MiB. The largest picture that is taken by default has 128.</summary>
    private const long LittleSpace = 256;

    /// <summary>Of the quota, beyond which it is said.</summary>
    private const double NearlyFull = 0.9;

    private const UnixFileMode OthersMayWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private const UnixFileMode OthersMayRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Time stamps of file systems are that coarse (FAT: 2 s).</summary>
    private static readonly TimeSpan Coarse = TimeSpan.FromSeconds(3);

    public static void Run(CommandContext context, DoctorReport report)
    {
        try
        {
            using var identity = CommandContext.WithOpenSsl(() => IdentityFile.LoadOrCreate(context.Data));
            var pictures = context.OpenGallery().Load();
            report.Add("data folder", DoctorReport.Fine, $"{context.Data.Root} holds the identity and {pictures.Count:picture|pictures}.");
            report.Add("key", DoctorReport.Fine, $"Others see your key as {identity.Words}; your identity is {identity.Peer.Value}.");
            Rights(context.Data, report);
            Space(context, pictures.Sum(p => p.Bytes), report);
            Clock(context, report);
        }
        catch (Exception e) when (e is SettingsException or DataFolderException or GalleryException)
        {
            report.Add("data folder", DoctorReport.Fail, Text.Of(e));
        }
    }

    private static void Rights(DataFolder data, DoctorReport report)
    {
        if (OperatingSystem.IsWindows())
            return;
        if ((File.GetUnixFileMode(data.Identity) & (OthersMayRead | OthersMayWrite)) != 0)
            report.Add("key file rights", DoctorReport.Fail, $"Other accounts may read your key and send in your name: chmod 600 '{data.Identity}'.");
        else if ((File.GetUnixFileMode(data.Root) & OthersMayWrite) != 0)
            report.Add("data folder rights", DoctorReport.Note, $"Others may change what is in it: chmod go-w '{data.Root}'.");
        else
            report.Add("data folder rights", DoctorReport.Fine, "Only this account reads the key and writes here.");
    }

    private static void Space(CommandContext context, long used, DoctorReport report)
    {
        var free = new DriveInfo(context.Data.Root).AvailableFreeSpace / (1024 * 1024);
        report.Add("disk", free >= LittleSpace ? DoctorReport.Fine : DoctorReport.Note, free >= LittleSpace
            ? (Text)$"{free} MiB are free."
            : $"Only {free} MiB are free. Remove pictures from {context.Data.Pictures}, or choose another disk with --data-dir.");
        var quota = context.Settings.Gallery.QuotaBytes;
        if (used > NearlyFull * quota)
        {
            report.Add("gallery", DoctorReport.Note,
                $"{used >> 20} of {quota >> 20} MiB are used, and a full gallery refuses pictures. Remove some, or raise gallery.quotaBytes in the settings.");
        }
    }

    /// <summary>No peer needs the right time; files do, where they are sorted by it.</summary>
    private static void Clock(CommandContext context, DoctorReport report)
    {
        var file = Path.Combine(context.Data.Root, $".clock-{Environment.ProcessId}");
        try
        {
            var before = context.Clock.GetUtcNow();
            File.WriteAllBytes(file, []);
            var skew = File.GetLastWriteTimeUtc(file) - before.UtcDateTime;
            File.Delete(file);
            if (skew.Duration() > Coarse)
            {
                report.Add("clock", DoctorReport.Note,
                    $"The disk's clock differs from this machine's by {skew.TotalSeconds:0} s, as a file server's may: pictures are sorted wrongly. Set both by NTP (timedatectl set-ntp true).");
                return;
            }

            report.Add("clock", DoctorReport.Fine, $"The disk's clock agrees with this machine's. Peers need not: nothing that they say carries the time of day.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Add("data folder rights", DoctorReport.Fail, $"Nothing can be written into {context.Data.Root}: {DiskFault.Of(e)} Mend its permissions, or choose another folder with --data-dir.");
        }
    }
}
