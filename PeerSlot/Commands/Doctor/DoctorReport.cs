namespace PeerSlot.Commands.Doctor;

/// <summary>The findings, a line each, told as they are made.</summary>
internal sealed class DoctorReport(CommandContext context)
{
    public const string Fine = "ok";

    /// <summary>It does not work, or not well, and another way does.</summary>
    public const string Note = "note";

    public const string Fail = "FAIL";

    public bool AllWorks { get; private set; } = true;

    /// <param name="message">Plain sentences; where it does not work, with the remedy.</param>
    public void Add(Text subject, string verdict, Text message)
    {
        AllWorks &= verdict != Fail;
        context.Report($"{Word(verdict),-4} {subject}: {message}", () => JsonLine.Event("finding", context.Clock.GetUtcNow(), json =>
        {
            json.WriteString("subject", subject.ToString());
            json.WriteBoolean("works", verdict == Fine);
            json.WriteString("verdict", verdict);
            json.WriteString("message", message.ToString());
        }));
    }

    private static Text Word(string verdict) => verdict switch
    {
        Fail => "FAIL",
        Note => "note",
        _ => "ok",
    };
}
