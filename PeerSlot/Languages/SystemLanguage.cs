using System.Runtime.InteropServices;

namespace PeerSlot.Languages;

/// <summary>The language that the system is set to.</summary>
public static partial class SystemLanguage
{
    /// <summary>The primary language of a LANGID, [MS-LCID] 2.1.</summary>
    private const int PrimaryMask = 0x3FF;

    private const int PrimaryRussian = 0x19;

    /// <summary>On Windows what its menus are in; elsewhere what the locale's variables say.</summary>
    public static Language Find(Func<string, string?> variable)
    {
        if (OperatingSystem.IsWindows() && LocaleOf(variable).Length == 0)
            return (GetUserDefaultUILanguage() & PrimaryMask) == PrimaryRussian ? Language.Russian : Language.English;
        return OfLocale(variable);
    }

    /// <summary>
    /// The first of <c>LC_ALL</c>, <c>LC_MESSAGES</c>, <c>LANG</c> that is set (POSIX, XBD 8.2); where it names a language, <c>LANGUAGE</c> goes
    /// first with its list (GNU gettext, 2.3.3). A locale that is not in UTF-8 would show Russian as noise: it gets English.
    /// </summary>
    internal static Language OfLocale(Func<string, string?> variable)
    {
        var locale = LocaleOf(variable);
        var encoding = locale.IndexOf('.', StringComparison.Ordinal) is var dot && dot < 0 ? "" : locale[(dot + 1)..].Split('@')[0];
        if (locale.Length == 0 || CodeOf(locale) is "C" or "POSIX" || encoding.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() is not ("" or "UTF8"))
            return Language.English;
        foreach (var wanted in (variable("LANGUAGE") ?? "").Split(':'))
        {
            if (Language.Find(CodeOf(wanted)) is { } language)
                return language;
        }

        return Language.Find(CodeOf(locale)) ?? Language.English;
    }

    private static string LocaleOf(Func<string, string?> variable)
    {
        foreach (var name in (ReadOnlySpan<string>)["LC_ALL", "LC_MESSAGES", "LANG"])
        {
            if (variable(name) is { Length: > 0 } locale)
                return locale;
        }

        return "";
    }

    /// <summary><c>ru</c> of <c>ru_RU.UTF-8@variant</c>.</summary>
    private static string CodeOf(string locale)
    {
        var end = locale.AsSpan().IndexOfAny("_.@-");
        return end < 0 ? locale : locale[..end];
    }

    [LibraryImport("kernel32.dll")]
    private static partial ushort GetUserDefaultUILanguage();
}
