using System.Text.RegularExpressions;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Languages;

/// <summary>Holds the tables of <c>PeerSlot/Languages/</c> to the code.</summary>
public sealed partial class WordsTests
{
    private static readonly Lazy<WordsInCode> Code = new(WordsInCode.OfPeerSlot);

    private static readonly Lazy<IReadOnlyList<(string File, string English, string Other)>> Russian = new(Read);

    [Fact]
    public void Everything_that_people_read_has_its_Russian()
    {
        var known = Russian.Value.Select(w => w.English).ToHashSet();
        var missing = Code.Value.Words.Where(w => !known.Contains(w.Format)).DistinctBy(w => w.Format).Select(w => $"{w.Place}: {w.Format}").ToList();
        Assert.True(missing.Count == 0, $"Write the Russian for these into PeerSlot/Languages/Russian/:\n{string.Join('\n', missing)}");
    }

    [Fact]
    public void No_words_are_left_that_nobody_says()
    {
        var said = Code.Value.Words.Select(w => w.Format).ToHashSet();
        var unused = Russian.Value.Where(w => !said.Contains(w.English)).Select(w => $"{w.File}: {w.English}").ToList();
        Assert.True(unused.Count == 0, $"Nothing in the code says these any more:\n{string.Join('\n', unused)}");
    }

    [Fact]
    public void Nothing_reaches_people_past_the_tables() =>
        Assert.True(Code.Value.Faults.Count == 0, string.Join('\n', Code.Value.Faults));

    [Fact]
    public void The_Russian_has_the_same_places_and_three_forms_of_a_noun()
    {
        var faults = Russian.Value.Where(w => !Fits(w.English, w.Other)).Select(w => $"{w.File}:\n  {w.English}\n  {w.Other}").ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void No_words_stand_twice() =>
        Assert.Empty(Russian.Value.GroupBy(w => w.English).Where(g => g.Count() > 1).Select(g => $"{string.Join(", ", g.Select(w => w.File))}: {g.Key}"));

    [Fact]
    public void The_build_packs_what_stands_in_the_files() =>
        Assert.Equal(Russian.Value.Select(w => (w.English, w.Other)).Order(), WordTable.Load("ru").Select(w => (w.Key, w.Value)).Order());

    [Theory]
    [InlineData("class A { string M(int n) { Text t = n > 1 ? $\"{n} cats\" : \"one cat\"; return \"\"; } }", "no literal becomes a Text")]
    [InlineData("class A { Text M(string s) => s; }", "no literal becomes a Text")]
    [InlineData("class A { Text M(bool b) => $\"The pen is {(b ? \"down\" : \"up\")}.\"; }", "is a word in a hole")]
    [InlineData("class A { Text M(System.IO.IOException e) => $\"Broken: {e.Message}\"; }", "what .NET says is English")]
    [InlineData("class A { string M(Text t) => $\"x {t}\"; }", "becomes English within a string")]
    [InlineData("class A { string M(Text t) => t.ToString(); }", "Text.ToString() is English")]
    [InlineData("class A { string M() => \"two words\"; }", "is no Text")]
    public void What_would_stay_English_is_found(string source, string fault) =>
        Assert.Contains(WordsOf(source).Faults, f => f.Contains(fault, StringComparison.Ordinal));

    [Theory]
    [InlineData("class A { Text M(int n) => $\"{n:cat|cats} in {{{n,4}}}\"; }", "{0:cat|cats} in {{{1,4}}}")]
    [InlineData("class A { Text M(bool b) => b ? \"one\" : \"two\"; }", "one", "two")]
    [InlineData("class A { Text M(int n) => n switch { 1 => (Text)$\"an {n}\", _ => \"two\" }; }", "an {0}", "two")]
    [InlineData("class A { string Description { get; set; } = \"\"; void M() => new A { Description = \"What it does.\" }; }", "What it does.")]
    public void What_is_said_is_found_with_its_places(string source, params string[] formats)
    {
        var found = WordsOf(source);
        Assert.Empty(found.Faults);
        Assert.Equal(formats, found.Words.Select(w => w.Format));
    }

    private static WordsInCode WordsOf(string source)
    {
        var root = Path.Combine(Repository.Root, "PeerSlot", "Languages");
        return WordsInCode.Of(
            Directory.EnumerateFiles(root, "*.cs").Select(f => ("Languages/" + Path.GetFileName(f), File.ReadAllText(f)))
                .Where(f => f.Item1 is not ("Languages/DiskFault.cs" or "Languages/Faults.cs")).Append(("A.cs", source)));
    }

    /// <summary>Places may stand in another order; each of the English ones stands in the Russian once or more, with the same format.</summary>
    private static bool Fits(string english, string other)
    {
        var places = Places().Matches(english).Select(m => m.Value).ToList();
        var others = Places().Matches(other).Select(m => m.Value).ToList();
        return places.TrueForAll(p => others.Exists(o => Same(p, o))) && others.TrueForAll(o => places.Exists(p => Same(p, o)))
            && others.TrueForAll(o => !o.Contains('|', StringComparison.Ordinal) || o.Count(c => c == '|') == 2);
    }

    private static bool Same(string place, string other) => place.Contains('|', StringComparison.Ordinal)
        ? other.Split(':')[0].TrimEnd('}') == place.Split(':')[0]
        : place == other || (other.Contains('|', StringComparison.Ordinal) && other.Split(':')[0] == place.TrimEnd('}'));

    private static List<(string File, string English, string Other)> Read()
    {
        var words = new List<(string, string, string)>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "PeerSlot", "Languages", "Russian"), "*.txt"))
        {
            using var lines = new StreamReader(file);
            words.AddRange(WordTable.Read(lines).Select(w => (Path.GetFileName(file), w.English, w.Other)));
        }

        return words;
    }

    [GeneratedRegex(@"(?<!\{)\{[0-9][^{}]*\}")]
    private static partial Regex Places();
}
