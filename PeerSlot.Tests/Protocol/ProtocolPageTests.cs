using System.Globalization;
using System.Text.RegularExpressions;
using PeerSlot.Protocol.ErasureCode;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Protocol;

/// <summary>docs/protocol.md has every kind, every byte diagram, every number and every setting that the code has, and no others.</summary>
public sealed partial class ProtocolPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "protocol.md")).ReplaceLineEndings("\n");

    /// <summary>The lab protocol and the slots' own questions have pages of their own.</summary>
    private static readonly string[] OtherPages = ["Lab", "Control"];

    private static readonly string Sources = Path.Combine(Repository.Root, "PeerSlot", "Protocol");

    private static readonly Type[] Types =
        [.. typeof(WireLimits).Assembly.GetTypes().Where(t =>
            t.Namespace?.StartsWith("PeerSlot.Protocol.", StringComparison.Ordinal) == true && !OtherPages.Contains(t.Namespace.Split('.')[2]))];

    private static readonly MessageKind[] Kinds = [.. Enum.GetValues<MessageKind>().Where(k => k != 0)];

    private static readonly Type[] SettingTypes =
        [.. Types.Where(t => (t.Name.EndsWith("Settings", StringComparison.Ordinal) || t.Name.EndsWith("Limits", StringComparison.Ordinal))
            && t.GetConstructor(Type.EmptyTypes) is not null)];

    private static readonly string[] FilesWithDiagrams =
        [.. Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories).Where(f => DiagramsOf(f).Any())
            .Select(f => Path.GetRelativePath(Sources, f).Replace('\\', '/'))];

    /// <summary>Whose properties are the rows of the page's tables of settings.</summary>
    public static TheoryData<Type> Settings => [.. SettingTypes];

    /// <summary>Enumerations whose numbers are on the wire.</summary>
    public static TheoryData<Type> NumbersOnTheWire =>
        [.. Types.Where(t => t.IsEnum && t.GetEnumUnderlyingType() == typeof(byte) && t != typeof(MessageKind))];

    public static TheoryData<string> Diagrams => [.. FilesWithDiagrams];

    [Fact]
    public void The_table_of_kinds_is_that_of_the_code() =>
        Assert.Equal(
            Kinds.Select(k => $"{(int)k} {Words(k.ToString())}"),
            KindRow().Matches(Page).Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value}"));

    [Fact]
    public void Each_kind_has_its_section_with_a_diagram()
    {
        foreach (var kind in Kinds.Where(k => !Page.Contains($"| {Words(k.ToString())} | reserved", StringComparison.Ordinal)))
        {
            // What has a send time is a symbol all the same, and stands beside it.
            var section = Section(kind.ToString().StartsWith("Timed", StringComparison.Ordinal) ? "Symbol" : Capitalized(Words(kind.ToString())));
            Assert.True(section.Contains("```text\n offset  21", StringComparison.Ordinal), $"{kind} has no diagram");
        }
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void A_diagram_of_the_code_stands_on_the_page(string file)
    {
        foreach (var diagram in DiagramsOf(Path.Combine(Sources, file)))
            Assert.Contains(diagram, Page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_diagram_of_the_page_stands_in_the_code()
    {
        var code = FilesWithDiagrams.SelectMany(f => DiagramsOf(Path.Combine(Sources, f))).ToHashSet();
        Assert.All(DiagramsOfThePage(), d => Assert.Contains(d, code));
    }

    /// <summary>"offset 21 25 41" above "| 4 | 16 |": each field begins where the one before it ends.</summary>
    [Fact]
    public void In_each_diagram_the_widths_add_up_to_the_offsets()
    {
        var checks = 0;
        foreach (var diagram in DiagramsOfThePage().Where(d => !d.Contains(':', StringComparison.Ordinal)))
        {
            var lines = diagram.Split('\n');
            var offsets = Number().Matches(lines[0]).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture)).ToList();
            var widths = lines[3].Split('|')[1..];
            for (var i = 0; i + 1 < offsets.Count && int.TryParse(widths[i], CultureInfo.InvariantCulture, out var width); i++, checks++)
                Assert.True(offsets[i] + width == offsets[i + 1], $"{offsets[i]} + {width} is not {offsets[i + 1]} in\n{diagram}");
        }

        Assert.True(checks > 20, $"only {checks} fields were checked");
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Each_setting_stands_on_the_page_with_its_default(Type settings)
    {
        var defaults = Activator.CreateInstance(settings)!;
        // Settings within settings have a table of their own.
        foreach (var property in settings.GetProperties().Where(p => p.CanWrite && !SettingTypes.Contains(p.PropertyType)))
            Assert.Contains($"\n| {property.Name} | {Show(property.GetValue(defaults)!)} | ", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_setting_of_the_page_is_one_of_the_code_and_has_a_reason()
    {
        var known = SettingTypes.SelectMany(t => t.GetProperties()).Select(p => p.Name).ToHashSet();
        var rows = SettingRows();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.True(known.Contains(row[0]) && row[2].Length > 20, row[0]));
    }

    [Theory]
    [MemberData(nameof(NumbersOnTheWire))]
    public void Each_number_of_the_wire_stands_on_the_page_with_its_name(Type numbers)
    {
        foreach (var value in Enum.GetValues(numbers).Cast<object>().Where(v => Convert.ToInt32(v, CultureInfo.InvariantCulture) != 0))
        {
            var (number, name) = (Convert.ToInt32(value, CultureInfo.InvariantCulture), Words(value.ToString()!).Replace(" ", " (an? )?", StringComparison.Ordinal));
            Assert.True(Regex.IsMatch(Page, $@"\b{number} {name}\b"), $"{numbers.Name}: '{number} {name}' is not on the page");
        }
    }

    [Fact]
    public void The_page_names_the_field_and_the_sizes_of_the_code()
    {
        var polynomial = 0x100 | GaloisField.Multiply(2, 0x80);
        Assert.Contains($"polynomial {polynomial:x}", Page, StringComparison.Ordinal);
        Assert.Contains($"| Largest message | {WireLimits.MaximumMessage:N0} bytes", Page, StringComparison.Ordinal);
    }

    /// <summary>The blocks between code tags that have offsets; those of states have none.</summary>
    private static IEnumerable<string> DiagramsOf(string file)
    {
        if (OtherPages.Contains(Path.GetFileName(Path.GetDirectoryName(file))))
            return [];
        var code = string.Join('\n', File.ReadAllLines(file).Select(l => l.Trim()).Select(l => l.StartsWith("/// ", StringComparison.Ordinal) ? l[4..] : l));
        return CodeBlock().Matches(code).Select(m => m.Groups[1].Value.TrimEnd('\n'));
    }

    private static IEnumerable<string> DiagramsOfThePage() => TextBlock().Matches(Page).Select(m => m.Groups[1].Value.TrimEnd('\n'));

    private static string Section(string title)
    {
        var at = Page.IndexOf($"\n## {title}\n", StringComparison.Ordinal);
        Assert.True(at >= 0, $"The page has no section {title}");
        var end = Page.IndexOf("\n## ", at + 1, StringComparison.Ordinal);
        return end < 0 ? Page[at..] : Page[at..end];
    }

    private static List<string[]> SettingRows() =>
        [.. SettingTable().Matches(Page).SelectMany(t => t.Groups[1].Value.TrimEnd('\n').Split('\n')).Select(r => r.Trim('|', ' ').Split(" | "))];

    /// <summary>RepairRequest: "repair request".</summary>
    private static string Words(string name) => Capital().Replace(name, " $0").ToLowerInvariant();

    private static string Capitalized(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string Show(object value) => value switch
    {
        TimeSpan time when time.TotalSeconds >= 1 => FormattableString.Invariant($"{time.TotalSeconds} s"),
        TimeSpan time => FormattableString.Invariant($"{time.TotalMilliseconds} ms"),
        IEnumerable<TimeSpan> times => string.Join(", ", times.Select(t => FormattableString.Invariant($"{t.TotalSeconds}"))) + " s",
        IEnumerable<double> numbers => string.Join(", ", numbers.Select(n => FormattableString.Invariant($"{n}"))),
        long bytes and >= 1 << 20 when bytes % (1 << 20) == 0 => $"{bytes >> 20} Mi",
        int or long => ((IFormattable)value).ToString("N0", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    [GeneratedRegex(@"(?<!^)[A-Z]")]
    private static partial Regex Capital();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\| (\d+) \| ([a-z ]+) \| ", RegexOptions.Multiline)]
    private static partial Regex KindRow();

    [GeneratedRegex(@"<code>\n( offset .*?)</code>", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"```text\n( offset .*?)```", RegexOptions.Singleline)]
    private static partial Regex TextBlock();

    [GeneratedRegex(@"\| Setting \| Default \| What and why \|\n\|---\|---\|---\|\n((?:\| .*\n)+)")]
    private static partial Regex SettingTable();
}
