using System.Reflection;

namespace PeerSlot.Commands;

/// <summary>The version from Directory.Build.props, the one place where it stands.</summary>
internal static class ProgramVersion
{
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
}
