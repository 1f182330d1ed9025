using System.Globalization;
using System.Reflection;
using System.Runtime.Versioning;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Windows;
using PeerSlot.Tests.Mailslots.Windows;
using Xunit;

[assembly: SupportedOSPlatform("windows")]

namespace PeerSlot.Tests.Wine;

/// <summary>
/// Runs the linked tests one after the other. A line each: <c>ok NAME</c> or <c>FAILED NAME: why</c>; the status is the number of failures.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is ["hold", var name])
            return Hold(name);
        Console.WriteLine(KernelRules.IsWine ? "Wine" : "Windows");
        string[] wanted = arguments;
        var failures = Tests().Where(t => wanted.Length == 0 || wanted.Any(w => t.Name.Contains(w, StringComparison.Ordinal))).Count(t => !Passes(t));
        Console.WriteLine($"{failures.ToString(CultureInfo.InvariantCulture)} failed");
        return failures;
    }

    /// <summary>Has a slot until standard input ends: the other process of a test.</summary>
    private static int Hold(string name)
    {
        using var driver = WindowsDriver.Open();
        using var slot = driver.CreateServer(MailslotPath.Local(name), 0, TimeSpan.Zero);
        Console.WriteLine("held");
        Console.In.ReadToEnd();
        return 0;
    }

    private static IEnumerable<MethodInfo> Tests() =>
        new[] { typeof(KernelRules), typeof(WindowsConformance) }
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .Where(m => m.GetCustomAttribute<FactAttribute>() is not null || m.GetCustomAttribute<RuleAttribute>() is not null);

    private static bool Passes(MethodInfo test)
    {
        try
        {
            var cases = test.GetCustomAttributes<InlineDataAttribute>().SelectMany(d => d.GetData(test)).ToList();
            foreach (var values in cases.Count == 0 ? [[]] : cases)
                Run(test, values);
            Console.WriteLine($"ok {test.Name}");
            return true;
        }
        catch (TargetInvocationException e)
        {
            Console.WriteLine($"FAILED {test.Name}: {e.InnerException!.ToString().ReplaceLineEndings(" | ")}");
            return false;
        }
    }

    private static void Run(MethodInfo test, object?[] values)
    {
        var instance = Activator.CreateInstance(test.ReflectedType!);
        try
        {
            test.Invoke(instance, values);
        }
        finally
        {
            (instance as IDisposable)?.Dispose();
        }
    }
}
