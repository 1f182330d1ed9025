using PeerSlot.Profile;

if (args.Length != 3)
{
    Console.Error.WriteLine("profile FOLDER LIST OUTPUT: writes OUTPUT, a profile for crossgen2, of all methods of peerslot.dll and those in LIST of the assemblies in FOLDER.");
    return 2;
}

using var assemblies = new LinkedAssemblies(args[0]);
var writer = new ProfileWriter(assemblies);
writer.AddAllOf("peerslot");
foreach (var line in File.ReadLines(args[1]))
{
    if (line is ['#', ..])
        continue;
    if (line.Split('\t') is [var type, var method, .. var types])
        writer.Add(type, method, string.Concat(types));
}

writer.Save(args[2]);
return 0;
