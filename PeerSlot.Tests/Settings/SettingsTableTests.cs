using System.Text.Json;
using PeerSlot.Settings;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Settings;

/// <summary>The four places that name a setting agree: record, table, config/peerslot.json, its schema.</summary>
public sealed class SettingsTableTests
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Fact]
    public void Every_property_of_the_records_has_its_line_in_the_table() =>
        Assert.Equal(PropertiesOf(typeof(PeerSlotSettings), "").Order(), SettingsTable.Keys.Select(k => k.Path).Order());

    [Fact]
    public void The_committed_file_has_every_setting_with_its_default()
    {
        var file = LeavesOf(Read("peerslot.json").RootElement, "");
        Assert.Equal(SettingsTable.Keys.Select(k => k.Path).Order(), file.Keys.Order());
        Assert.All(SettingsTable.Keys, k => Assert.Equal(ValueOf(k), file[k.Path]));
    }

    [Fact]
    public void The_committed_file_has_no_fault() =>
        SettingsFileCheck.Check("peerslot.json", File.ReadAllBytes(Path.Combine(Repository.Root, "config", "peerslot.json")));

    public static TheoryData<string> Examples => [.. Directory.GetFiles(Path.Combine(Repository.Root, "config", "lab"), "*.json").Select(f => Path.GetFileName(f))];

    [Theory, MemberData(nameof(Examples))]
    public void An_example_for_a_lab_has_no_fault_and_names_the_schema(string name)
    {
        var file = Path.Combine(Repository.Root, "config", "lab", name);
        SettingsFileCheck.Check(name, File.ReadAllBytes(file));
        var schema = JsonDocument.Parse(File.ReadAllBytes(file), Lenient).RootElement.GetProperty("$schema").GetString()!;
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(file)!, schema)));
    }

    [Fact]
    public void The_schema_has_every_setting_and_no_other()
    {
        var schema = SchemaLeavesOf(Read("peerslot.schema.json").RootElement, "");
        Assert.Equal(SettingsTable.Keys.Select(k => k.Path).Order(), schema.Keys.Order());
    }

    public static TheoryData<string> Paths => [.. SettingsTable.Keys.Select(k => k.Path)];

    [Theory, MemberData(nameof(Paths))]
    public void The_schema_says_the_same_as_the_table(string path)
    {
        var key = SettingsTable.Find(path)!;
        var schema = SchemaLeavesOf(Read("peerslot.schema.json").RootElement, "")[path];
        Assert.Equal(ValueOf(key), Plain(schema.GetProperty("default")));
        Assert.Equal(
            key.Kind switch { SettingKind.Text => "string", SettingKind.Number => "integer", SettingKind.Flag => "boolean", _ => "array" },
            schema.GetProperty("type").GetString());

        var value = key.Kind == SettingKind.List ? schema.GetProperty("items") : schema;
        Assert.Equal(key.Rule.Choices, value.TryGetProperty("enum", out var choices) ? choices.EnumerateArray().Select(c => c.GetString()!) : []);
        if (key.Kind == SettingKind.List)
            Assert.Equal(key.Rule.Minimum, Number(schema, "minItems"));
        if (key.Kind == SettingKind.Number)
            Assert.Equal((key.Rule.Minimum, key.Rule.Maximum), (Number(value, "minimum"), Number(value, "maximum")));
        else
            Assert.Equal(key.Rule.Maximum, Number(value, "maxLength"));
    }

    [Theory, MemberData(nameof(Paths))]
    public void A_default_is_a_value_that_the_setting_takes(string path)
    {
        var key = SettingsTable.Find(path)!;
        Assert.True(key.Accepts(key.Show(PeerSlotSettings.Default)));
    }

    [Theory, MemberData(nameof(Paths))]
    public void A_setting_shows_what_it_was_set_to(string path)
    {
        var key = SettingsTable.Find(path)!;
        string[] other = key.Kind switch
        {
            SettingKind.Number => [key.Rule.Minimum.ToString(System.Globalization.CultureInfo.InvariantCulture)],
            SettingKind.Flag => [key.Show(PeerSlotSettings.Default)[0] == "true" ? "false" : "true"],
            _ => [key.Rule.Choices.Count > 0 ? key.Rule.Choices[^1] : "other"],
        };
        Assert.Equal(other, key.Show(key.With(PeerSlotSettings.Default, other)));
        Assert.NotEqual(other, key.Show(PeerSlotSettings.Default));
    }

    [Theory]
    [InlineData("interfaces", "--interface", "PEERSLOT_INTERFACE")]
    [InlineData("networks", "--network", "PEERSLOT_NETWORK")]
    [InlineData("maxBytes", "--max-bytes", "PEERSLOT_MAX_BYTES")]
    [InlineData("dataDir", "--data-dir", "PEERSLOT_DATA_DIR")]
    [InlineData("gallery.quotaBytes", "--gallery-quota-bytes", "PEERSLOT_GALLERY_QUOTA_BYTES")]
    [InlineData("send.keepMetadata", "--keep-metadata", "PEERSLOT_KEEP_METADATA")]
    public void A_setting_has_one_name_as_option_and_variable(string path, string option, string variable)
    {
        var key = SettingsTable.Find(path)!;
        Assert.Equal((option, variable), (key.Option, key.Variable));
    }

    private static long Number(JsonElement schema, string name) => schema.TryGetProperty(name, out var number) ? number.GetInt64() : 0;

    private static IEnumerable<string> PropertiesOf(Type record, string prefix)
    {
        foreach (var property in record.GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance))
        {
            var path = prefix + JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (property.PropertyType.Name.EndsWith("Settings", StringComparison.Ordinal))
            {
                foreach (var nested in PropertiesOf(property.PropertyType, path + "."))
                    yield return nested;
            }
            else
            {
                yield return path;
            }
        }
    }

    private static JsonDocument Read(string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "config", name)), Lenient);

    private static Dictionary<string, string> LeavesOf(JsonElement element, string prefix) => element.EnumerateObject()
        .Where(p => p.Name != "$schema")
        .SelectMany(p => p.Value.ValueKind == JsonValueKind.Object ? LeavesOf(p.Value, p.Name + ".") : new() { [p.Name] = Plain(p.Value) })
        .ToDictionary(p => prefix + p.Key, p => p.Value);

    private static Dictionary<string, JsonElement> SchemaLeavesOf(JsonElement schema, string prefix)
    {
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        return schema.GetProperty("properties").EnumerateObject().Where(p => p.Name != "$schema")
            .SelectMany(p => p.Value.TryGetProperty("properties", out _) ? SchemaLeavesOf(p.Value, p.Name + ".") : new() { [p.Name] = p.Value })
            .ToDictionary(p => prefix + p.Key, p => p.Value);
    }

    private static string ValueOf(SettingKey key) =>
        key.Kind == SettingKind.List ? $"[{string.Join(',', key.Show(PeerSlotSettings.Default))}]" : key.Show(PeerSlotSettings.Default)[0];

    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Plain))}]",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.ToString(),
    };
}
