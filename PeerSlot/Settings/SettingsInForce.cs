using Microsoft.Extensions.Configuration;

namespace PeerSlot.Settings;

/// <summary>The layers that settings come from, the weakest first.</summary>
public enum SettingLayer
{
    Default,
    File,
    Environment,
    Option,
}

/// <summary>A setting as it holds.</summary>
/// <param name="Value">One text, or a list's texts.</param>
/// <param name="Origin">The file's path, the variable or the option; empty for a default.</param>
public sealed record SettingInForce(SettingKey Key, IReadOnlyList<string> Value, SettingLayer Layer, string Origin);

/// <summary>The settings that hold, where each came from, and which files were looked for.</summary>
/// <param name="Values">Every setting, in the table's order.</param>
/// <param name="Files">Every place where a file may lie, the weakest first, and whether there was one.</param>
public sealed record SettingsInForce(
    PeerSlotSettings Settings, IReadOnlyList<SettingInForce> Values, IReadOnlyList<(SettingsFilePlace Place, bool Found)> Files)
{
    /// <summary>
    /// Reads every layer: defaults, the file beside the executable, the user's file, <c>--config</c>, environment, command line. The strongest
    /// layer that has a key gives its whole value; lists are not mixed.
    /// </summary>
    /// <exception cref="SettingsException">A file, variable or option that cannot be used.</exception>
    public static SettingsInForce Read(SettingsSources sources)
    {
        var files = new List<(SettingsFilePlace, bool)>();
        var origins = new List<string>();
        var contents = new List<byte[]>();
        foreach (var place in SettingsFiles.Places(sources))
        {
            var json = SettingsFiles.Read(place);
            files.Add((place, json is not null));
            if (json is null)
                continue;
            SettingsFileCheck.Check(place.Path, json);
            contents.Add(json);
            origins.Add(place.Path);
        }

        // Without a file, the configuration packages are not touched: the commonest start pays nothing for them.
        var layers = contents.Count == 0 ? [] : Parsed(contents);
        var settings = PeerSlotSettings.Default;
        var values = new List<SettingInForce>();
        foreach (var key in SettingsTable.Keys)
        {
            var value = Find(key, sources, layers, origins);
            if (value.Layer != SettingLayer.Default)
                settings = key.With(settings, value.Value);
            values.Add(value);
        }

        return new SettingsInForce(settings, values, files);
    }

    private static IConfigurationProvider[] Parsed(List<byte[]> contents)
    {
        var builder = new ConfigurationBuilder();
        foreach (var json in contents)
            builder.AddJsonStream(new MemoryStream(json));
        return builder.Build().Providers.ToArray();
    }

    private static SettingInForce Find(SettingKey key, SettingsSources sources, IConfigurationProvider[] layers, List<string> origins)
    {
        if (sources.Options.TryGetValue(key.Path, out var option))
            return FromText(key, option, SettingLayer.Option, key.Option);
        if (sources.Variable(key.Variable) is { } variable)
            return FromText(key, variable, SettingLayer.Environment, key.Variable);
        for (var i = layers.Length - 1; i >= 0; i--)
        {
            if (ValueIn(layers[i], key) is { } value)
                return new SettingInForce(key, value, SettingLayer.File, origins[i]);
        }

        return new SettingInForce(key, key.Show(PeerSlotSettings.Default), SettingLayer.Default, "");
    }

    private static SettingInForce FromText(SettingKey key, string text, SettingLayer layer, string origin)
    {
        var value = key.Split(text);
        if (!key.Accepts(value))
            throw new SettingsException($"{origin} must be {key.Wants}, not \"{Harmless(text)}\".");
        return new SettingInForce(key, value, layer, origin);
    }

    /// <summary>The check has accepted it before. A list's elements are children, an empty list is an empty text.</summary>
    private static string[]? ValueIn(IConfigurationProvider layer, SettingKey key)
    {
        if (key.Kind != SettingKind.List)
        {
            // The configuration packages write JSON's true as "True".
            return !layer.TryGet(key.ConfigurationKey, out var text) ? null
                : [key.Kind == SettingKind.Flag ? (text ?? "").ToLowerInvariant() : text ?? ""];
        }

        var elements = new List<string>();
        while (layer.TryGet($"{key.ConfigurationKey}:{elements.Count}", out var element))
            elements.Add(element ?? "");
        return elements.Count > 0 || layer.TryGet(key.ConfigurationKey, out _) ? elements.ToArray() : null;
    }

    private static string Harmless(string text) =>
        string.Concat(text.Take(40).Select(c => char.IsControl(c) ? '?' : c)) + (text.Length > 40 ? "..." : "");
}
