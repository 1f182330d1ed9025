using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using PeerSlot.Tests.Support;

namespace PeerSlot.Tests.Languages;

/// <summary>A format of <see cref="Text"/> in PeerSlot's sources.</summary>
/// <param name="Place">File and line.</param>
public sealed record WordsAt(string Format, string Place);

/// <summary>
/// What PeerSlot's sources say to people, as the compiler understands them, and what would reach them in English alone.
/// </summary>
public sealed partial class WordsInCode
{
    /// <summary>Literals of several words that are no words for people, by the beginning of the file's name and of the literal.</summary>
    private static readonly (string File, string Literal)[] Exempt =
    [
        ("Protocol/Room/KeyWords.cs", ""), // Names of a key's bytes: they are compared aloud, so they are the same for everybody.
        ("Pictures/Cells/BlockGlyphs.cs", ""), // Glyphs drawn as X and dots.
        ("Settings/IdentityFile.cs", "PEERSLOT PRIVATE KEY"), // PEM.
        ("Languages/DiskFault.cs", ""), // Constants, which become Texts where they are given.
        ("Gallery/", "yyyy-MM-dd"), // Names of files.
        ("Mailslots/Lan/LanSockets.cs", "lan own "), // A thread's name.
        ("Commands/Doctor/", ""), // Command lines and what other programs print. What doctor says are Texts: its report takes nothing else.
        ("Commands/Plain/PlainScreens.cs", ""), // What is typed; what is said are Texts.
        ("Commands/Demo/DemoRoom.cs", "mirror of "), // A file's name.
        ("Commands/Completion/", ""), // Scripts.
        ("Commands/Manual/", ""), // Requests of roff, and names; what is said of them are Texts.
        ("Commands/Deploy/HostProbe.cs", ""), // A script.
        ("Commands/Bridges/SshLine.cs", "sh -c "), // A script.
        ("Commands/Deploy/SshComplaint.cs", ""), // What ssh says; what we say to it are Texts.
        ("Exchange/CardCheck.cs", "VirtualBox Host"), // A card's name.
        ("Exchange/Lab/LabListener.cs", "lab receive"), // Names of processes in slot info.
        ("Exchange/Slots/HandSlot.cs", "slot create"),
        ("Exchange/Lab/LabSide.cs", "lab servers"), // A peer's name, in JSON too.
        ("Screens/KeptDialog.cs", "dd.MM."), // A date.
        ("Commands/CommandExamples.cs", ""), // Command lines.
    ];

    private readonly List<WordsAt> _words = [];
    private readonly List<string> _faults = [];
    private readonly HashSet<SyntaxNode> _texts = [];

    private WordsInCode()
    {
    }

    public IReadOnlyList<WordsAt> Words => _words;

    public IReadOnlyList<string> Faults => _faults;

    public static WordsInCode OfPeerSlot()
    {
        var root = Path.Combine(Repository.Root, "PeerSlot");
        var files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(f => (Name: Path.GetRelativePath(root, f).Replace('\\', '/'), Path: f))
            .Where(f => !f.Name.StartsWith("obj/", StringComparison.Ordinal) && !f.Name.StartsWith("bin/", StringComparison.Ordinal));
        return Of(files.Select(f => (f.Name, File.ReadAllText(f.Path))));
    }

    public static WordsInCode Of(IEnumerable<(string Name, string Source)> files)
    {
        const string Usings = """
            global using System; global using System.IO; global using System.Linq; global using System.Collections.Generic;
            global using System.Threading; global using System.Threading.Tasks; global using PeerSlot.Languages;
            """;
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var trees = files.Append(("Usings.cs", Usings)).Select(f => CSharpSyntaxTree.ParseText(f.Item2, options, f.Item1)).ToList();
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is not ("peerslot.dll" or "PeerSlot.Tests.dll")).Select(p => MetadataReference.CreateFromFile(p));
        var compilation = CSharpCompilation.Create(
            "words", trees, references, new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        var found = new WordsInCode();
        foreach (var tree in trees)
            found.Read(compilation.GetSemanticModel(tree), tree.GetRoot());
        return found;
    }

    private void Read(SemanticModel model, SyntaxNode root)
    {
        if (root.SyntaxTree.FilePath.StartsWith("Languages/", StringComparison.Ordinal) && root.SyntaxTree.FilePath is not ("Languages/DiskFault.cs" or "Languages/Faults.cs"))
            return;
        var operations = root.DescendantNodes().Select(n => model.GetOperation(n)).Where(o => o is { Parent: null }).SelectMany(o => o!.DescendantsAndSelf()).ToList();
        foreach (var operation in operations)
            Read(operation);
        foreach (var operation in operations)
            FindForgotten(operation);
    }

    private void Read(IOperation operation)
    {
        switch (operation)
        {
            case IInterpolatedStringHandlerCreationOperation handler when IsText(handler.Type):
                _texts.UnionWith(handler.Syntax.DescendantNodesAndSelf());
                Add(handler, FormatOf(handler.Content));
                break;
            case IConversionOperation { Operand: var operand } conversion when IsText(conversion.Type) && operand.Type?.SpecialType == SpecialType.System_String:
                _texts.UnionWith(operand.Syntax.DescendantNodesAndSelf());
                if (operand.ConstantValue is { HasValue: true, Value: string words })
                    Add(operand, words);
                else
                    Literals(operand);
                break;
            case IAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Description" }, Value: { ConstantValue: { HasValue: true, Value: string help } } value }:
                AddHelp(value, help);
                break;
            case IArgumentOperation { Parameter.Name: "description", Value: { ConstantValue: { HasValue: true, Value: string help } } value }:
                AddHelp(value, help);
                break;
            case IInterpolationOperation { Expression: var hole } when IsText(hole.Type):
                Fault(hole, "a Text becomes English within a string");
                break;
            case IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } text } call when IsText(text.Type) && !IsForJson(call):
                Fault(call, "Text.ToString() is English whatever the language");
                break;
        }
    }

    /// <summary>A choice among literals is as good as one; its interpolated strings have lost their formats.</summary>
    private void Literals(IOperation operation)
    {
        switch (operation)
        {
            case { ConstantValue: { HasValue: true, Value: string words } }:
                Add(operation, words);
                break;
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                Literals(choice.WhenTrue);
                Literals(otherwise);
                break;
            case ISwitchExpressionOperation choice:
                foreach (var arm in choice.Arms)
                    Literals(arm.Value);
                break;
            case IConversionOperation { Operand: IThrowOperation } or IThrowOperation:
                break;
            default:
                Fault(operation, "no literal becomes a Text: cast it where it is written, or say Text.Verbatim where it is data");
                break;
        }
    }

    private string FormatOf(IOperation content)
    {
        var calls = PartsOf(content).OfType<IInterpolatedStringAppendOperation>().Select(a => a.AppendCall).OfType<IInvocationOperation>().ToList();
        var places = calls.Count(c => c.TargetMethod.Name == "AppendFormatted");
        var (format, filled) = ("", 0);
        foreach (var call in calls)
        {
            if (call.TargetMethod.Name == "AppendLiteral")
            {
                var literal = (string)call.Arguments[0].Value.ConstantValue.Value!;
                format += places == 0 ? literal : TextFormat.Escaped(literal);
                continue;
            }

            var given = call.Arguments.ToDictionary(a => a.Parameter!.Name, a => a.Value);
            format += TextFormat.Place(filled++, (int)given["alignment"].ConstantValue.Value!, (string?)given["format"].ConstantValue.Value);
            Hole(given["value"]);
        }

        return format;
    }

    /// <summary>Its own: a Text in a hole has parts of its own.</summary>
    private static IEnumerable<IOperation> PartsOf(IOperation content) => content switch
    {
        IInterpolatedStringOperation text => text.Parts,
        IInterpolatedStringAdditionOperation sum => PartsOf(sum.Left).Concat(PartsOf(sum.Right)),
        _ => [],
    };

    /// <summary>What stands in a hole is data or a Text, never words.</summary>
    private void Hole(IOperation value)
    {
        while (value is IConversionOperation { IsImplicit: true, Operand: var operand })
            value = operand;
        if (value is IPropertyReferenceOperation { Property: { Name: "Message", ContainingType: var owner } } && IsException(owner)
            && value.Syntax.SyntaxTree.FilePath != "Languages/Faults.cs")
            Fault(value, "what .NET says is English: Text.Of(exception)");
        foreach (var leaf in Leaves(value))
        {
            if (leaf.Type?.SpecialType == SpecialType.System_String && leaf.ConstantValue is { HasValue: true, Value: string words }
                && leaf is ILiteralOperation && Letters().IsMatch(words))
                Fault(leaf, $"\"{words}\" is a word in a hole and no Text");
        }
    }

    private static IEnumerable<IOperation> Leaves(IOperation value) => value switch
    {
        IConditionalOperation { WhenFalse: { } otherwise } choice => Leaves(choice.WhenTrue).Concat(Leaves(otherwise)),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(a => Leaves(a.Value)),
        ICoalesceOperation choice => Leaves(choice.Value).Concat(Leaves(choice.WhenNull)),
        IInterpolatedStringOperation inner => inner.Parts.OfType<IInterpolatedStringTextOperation>().Select(t => t.Text),
        IConversionOperation { Operand: var operand } => Leaves(operand),
        _ => [value],
    };

    /// <summary>A literal of several words that is no Text would be English for everybody.</summary>
    private void FindForgotten(IOperation operation)
    {
        if (operation is not ILiteralOperation { ConstantValue: { HasValue: true, Value: string words } } || _texts.Contains(operation.Syntax)
            || !Sentence().IsMatch(words) || IsForProgrammers(operation) || IsExempt(operation.Syntax.SyntaxTree.FilePath, words))
            return;
        Fault(operation, $"\"{words}\" is no Text");
    }

    /// <summary>Faults of the program itself, which people do not see, and names of threads.</summary>
    private static bool IsForProgrammers(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IObjectCreationOperation { Type: { } created } && (IsException(created) || created.Name == "Thread"))
                return true;
            if (parent is IArgumentOperation { Parameter.Name: "Keys" or "threadName" })
                return true;
            if (parent is IInvocationOperation { TargetMethod: { ContainingType.Name: "Debug" } or { ContainingType.Name: "ThrowHelper" } })
                return true;
        }

        return operation.Syntax.Ancestors().Any(a => a is Microsoft.CodeAnalysis.CSharp.Syntax.AttributeSyntax);
    }

    private static bool IsExempt(string file, string literal) => Array.Exists(
        Exempt, e => file.StartsWith(e.File, StringComparison.Ordinal) && literal.StartsWith(e.Literal, StringComparison.Ordinal));

    private static bool IsForJson(IOperation call) =>
        call.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.Name: "Utf8JsonWriter" } };

    private static bool IsText(ITypeSymbol? type) => type is { Name: "Text", ContainingNamespace.Name: "Languages" };

    private static bool IsException(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type is { Name: "Exception", ContainingNamespace.Name: "System" })
                return true;
        }

        return false;
    }

    /// <summary>Help is handed through System.CommandLine as a string, and looked up where it is shown.</summary>
    private void AddHelp(IOperation operation, string help)
    {
        _texts.UnionWith(operation.Syntax.DescendantNodesAndSelf());
        Add(operation, help);
    }

    private void Add(IOperation operation, string format)
    {
        if (Letters().IsMatch(Places().Replace(format, "")) || format.Contains('|', StringComparison.Ordinal))
            _words.Add(new WordsAt(format, PlaceOf(operation)));
    }

    private void Fault(IOperation operation, string what) => _faults.Add($"{PlaceOf(operation)}: {what}");

    private static string PlaceOf(IOperation operation) =>
        $"{operation.Syntax.SyntaxTree.FilePath}:{operation.Syntax.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    [GeneratedRegex(@"\p{L}\p{L}")]
    private static partial Regex Letters();

    [GeneratedRegex(@"\{[0-9][^}]*\}")]
    private static partial Regex Places();

    /// <summary>Two words with a blank between them.</summary>
    [GeneratedRegex(@"\p{L}{2,}[,.:;]? \p{L}{2,}")]
    private static partial Regex Sentence();
}
