using System.CommandLine;
using PeerSlot.Settings;

namespace PeerSlot.Commands;

/// <summary><c>peerslot config show|path|check</c>: the settings in force, where they come from, and whether a file is right.</summary>
internal static class ConfigCommand
{
    public static Command Create(CommandRunner runner)
    {
        var show = new Command("show", "Shows every setting in force and where it comes from.");
        show.SetAction(parsed => runner.Run(parsed, Show));
        var path = new Command("path", "Shows where settings files are looked for.");
        path.SetAction(parsed => runner.Run(parsed, Paths));
        var file = new Argument<string?>("FILE") { Description = "A settings file; all that are in force when it is not given.",
            Arity = ArgumentArity.ZeroOrOne };
        var check = new Command("check", "Checks a settings file.") { file };
        check.SetAction(parsed => runner.Run(parsed, context => Check(context, parsed.GetValue(file))));
        return new Command("config", "Shows and checks the settings.") { show, path, check };
    }

    private static int Show(CommandContext context)
    {
        if (context.Json)
        {
            foreach (var value in context.InForce.Values)
            {
                context.Environment.Output.Result(JsonLine.Event("setting", context.Clock.GetUtcNow(), json =>
                {
                    json.WriteString("key", value.Key.Path);
                    json.WriteString("value", string.Join(',', value.Value));
                    json.WriteString("from", value.Layer == SettingLayer.Default ? "default" : value.Origin);
                }));
            }
        }
        else
        {
            Tables.Print(context, ["setting", "value", "from"],
                context.InForce.Values.Select(v => (Text[])[.. Tables.Data(v.Key.Path, string.Join(',', v.Value)), v.Layer == SettingLayer.Default ? "default" : Text.Verbatim(v.Origin)]));
        }

        return ExitStatus.Done;
    }

    private static int Paths(CommandContext context)
    {
        foreach (var place in SettingsFiles.Places(context.Sources))
            Print(context, File.Exists(place.Path) ? $"{place.Path}\tthere" : (Text)$"{place.Path}\tnot there");
        Print(context, $"{context.Data.Root}\tdata folder");
        return ExitStatus.Done;
    }

    private static void Print(CommandContext context, Text line) => context.Environment.Output.Result(line.In(context.Environment.Output.ResultLanguage));

    private static int Check(CommandContext context, string? file)
    {
        if (file is null)
        {
            _ = context.InForce;
            context.Say("The settings are right.");
            return ExitStatus.Done;
        }

        var path = Path.Combine(context.Environment.Directory, file);
        SettingsFileCheck.Check(path, SettingsFiles.Read(new SettingsFilePlace(path, Required: true))!);
        context.Say($"{PeerNames.Harmless(path)} is right.");
        return ExitStatus.Done;
    }
}
