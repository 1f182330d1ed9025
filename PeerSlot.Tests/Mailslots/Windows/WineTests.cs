using System.Reflection;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Windows;

/// <summary>The real API: what the kernel does and what the driver makes of it, a test a rule, from one run of PeerSlot.Tests.Wine.</summary>
public sealed class WineTests(WineRun run) : IClassFixture<WineRun>
{
    // Names only: this assembly is not Windows' own.
#pragma warning disable CA1416
    public static TheoryData<string> Rules => Names(typeof(KernelRules), m => m.GetCustomAttribute<RuleAttribute>() is not null);
#pragma warning restore CA1416

    public static TheoryData<string> Suite => Names(typeof(MailslotConformance), m => m.GetCustomAttribute<FactAttribute>() is not null);

    [SkippableTheory]
    [MemberData(nameof(Rules))]
    public void The_kernel_follows_the_rule(string rule) => Passed(rule);

    [SkippableTheory]
    [MemberData(nameof(Suite))]
    public void The_windows_driver_does_what_every_driver_does(string test) => Passed(test);

    private static TheoryData<string> Names(Type type, Func<MethodInfo, bool> isTest) =>
        new(type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(isTest).Select(m => m.Name));

    private void Passed(string test)
    {
        Skip.If(WineRun.Missing is not null, WineRun.Missing);
        var line = run.Lines.FirstOrDefault(l => l == $"ok {test}" || l.StartsWith($"FAILED {test}:", StringComparison.Ordinal));
        Assert.True(line == $"ok {test}", line ?? $"{test} did not run:\n{string.Join('\n', run.Lines)}");
    }
}
