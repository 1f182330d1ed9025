using PeerSlot.Gallery;

namespace PeerSlot.Settings;

/// <summary>A place where a settings file may lie.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Required">Named by the user: it is a fault if it is not there.</param>
public sealed record SettingsFilePlace(string Path, bool Required);

/// <summary>Where settings files lie, and their bytes.</summary>
public static class SettingsFiles
{
    /// <summary>Bytes of the largest settings file: a thousand times the one with every key.</summary>
    public const int MaximumSize = 1024 * 1024;

    /// <summary>The person's own file, which PeerSlot itself writes to.</summary>
    public static string User(SettingsSources sources) => sources.IsWindows
        ? Path.Combine(sources.Folder("APPDATA", "AppData", "Roaming"), "PeerSlot", "peerslot.json")
        : Path.Combine(sources.Folder("XDG_CONFIG_HOME", ".config"), "peerslot", "peerslot.json");

    /// <summary>Every place, the weakest first.</summary>
    public static IReadOnlyList<SettingsFilePlace> Places(SettingsSources sources)
    {
        List<SettingsFilePlace> places = [new(Path.Combine(sources.ExecutableFolder, "peerslot.json"), false), new(User(sources), false)];
        if (sources.ConfigFile is { } named)
            places.Add(new SettingsFilePlace(named.Length == 0 ? named : Path.GetFullPath(named), true));
        return places;
    }

    /// <summary>The file's bytes without a byte order mark, or null if there is none at a place that need not have one.</summary>
    /// <exception cref="SettingsException">Not there though required, a folder, unreadable, or too large.</exception>
    public static byte[]? Read(SettingsFilePlace place)
    {
        var path = place.Path;
        if (path.Length == 0)
            throw new SettingsException("--config needs the name of a settings file.");
        if (Directory.Exists(path))
            throw new SettingsException($"{path} is a folder, not a settings file.");
        if (!place.Required && !File.Exists(path))
            return null;

        try
        {
            // A pipe is welcome too (--config <(...)), so the length is not asked for.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var bytes = new byte[4096];
            var length = 0;
            while (length <= MaximumSize && file.Read(bytes, length, bytes.Length - length) is var read and > 0)
            {
                length += read;
                if (length == bytes.Length)
                    Array.Resize(ref bytes, 2 * length);
            }

            if (length > MaximumSize)
                throw new SettingsException($"{path} is larger than 1 MiB: that is no settings file.");
            var mark = bytes.AsSpan(0, length).StartsWith("\uFEFF"u8) ? 3 : 0;
            return bytes[mark..length];
        }
        catch (FileNotFoundException e)
        {
            throw new SettingsException($"There is no settings file {path}.", e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new SettingsException($"There is no settings file {path}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The settings file {path} cannot be read. {DiskFault.Of(e)}", e);
        }
    }
}
