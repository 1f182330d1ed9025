namespace PeerSlot.Tests.Support;

/// <summary>The folder that holds PeerSlot.sln, found from where the tests run.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PeerSlot.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"PeerSlot.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
