using System.CommandLine;
using System.Text;

namespace PeerSlot.Commands.Completion;

/// <summary>For PowerShell 5 and later. Where it offers nothing, PowerShell completes files by itself.</summary>
internal static class PowerShellCompletion
{
    private const string Tail = """
        }
        Register-ArgumentCompleter -Native -CommandName peerslot -ScriptBlock {
            param($typed, $line, $cursor)
            $path = ''
            $before = ''
            foreach ($element in $line.CommandElements | Select-Object -Skip 1) {
                if ($element.Extent.EndOffset -ge $cursor -and $typed) { break }
                $word = $element.ToString()
                if (-not $PeerSlotValues.ContainsKey($before) -and $PeerSlotWords.ContainsKey("$path/$word")) { $path = "$path/$word" }
                $before = $word
            }
            $candidates = if ($PeerSlotValues.ContainsKey($before)) { $PeerSlotValues[$before] }
            else { $PeerSlotWords[$path] + $PeerSlotWords['*'] }
            $candidates | Where-Object { $_ -and $_.StartsWith($typed) } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;

    public static string Script(List<CommandNode> tree)
    {
        var (words, values) = (new StringBuilder(), new StringBuilder());
        var (seen, common) = (new List<string>(), new List<string>());
        foreach (var node in tree)
        {
            var candidates = new List<string>(node.Words);
            foreach (var argument in node.Arguments)
                candidates.AddRange(CommandNode.ValuesOf(argument));
            foreach (var option in node.Options)
            {
                (option.Recursive ? common : candidates).Add(option.Name);
                if (!CommandNode.TakesValue(option) || seen.Contains(option.Name))
                    continue;
                seen.Add(option.Name);
                Add(values, option.Name, CommandNode.ValuesOf(option));
            }

            Add(words, node.Path.Length == 0 ? "" : "/" + node.Path.Replace(' ', '/'), candidates);
        }

        Add(words, "*", common);
        return $"# Completion of peerslot for PowerShell, made by \"peerslot completion pwsh\".\n$PeerSlotWords = @{{\n{words}}}\n$PeerSlotValues = @{{\n{values}{Tail}";
    }

    private static void Add(StringBuilder table, string key, List<string> candidates) =>
        table.Append("    '").Append(key).Append("' = @(").Append(candidates.Count == 0 ? "" : $"'{string.Join("', '", candidates)}'").Append(")\n");
}
