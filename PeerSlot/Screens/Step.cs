namespace PeerSlot.Screens;

/// <summary>What a message came to: the next model, and what the host is to carry out.</summary>
internal sealed record Step(Model Model, params IReadOnlyList<Effect> Effects)
{
    public static implicit operator Step(Model model) => new(model);

    public Step With(params IReadOnlyList<Effect> more) => new(Model, [.. Effects, .. more]);

    /// <summary>Goes on with the model, keeping the effects of both.</summary>
    public Step Then(Func<Model, Step> next)
    {
        var step = next(Model);
        return Effects.Count == 0 ? step : new Step(step.Model, [.. Effects, .. step.Effects]);
    }
}
