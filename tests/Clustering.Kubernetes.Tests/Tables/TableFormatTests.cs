using System.Net;
using k8s.Models;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

public sealed class TableFormatTests
{
    private static readonly TableName Name = new("blue", "default");

    [Theory]
    [InlineData("10.1.2.3", "silo.10.1.2.3-11111-7", "orleans-blue-10.1.2.3-11111-7")]
    [InlineData("fd00::1:2", "silo.fd00__1_2-11111-7", "orleans-blue-fd00--1-2-11111-7")]
    [InlineData("::1", "silo.__1-11111-7", "orleans-blue-1-11111-7")]
    [InlineData("fe80::1%3", "silo.fe80__1_3-11111-7", "orleans-blue-fe80--1-3-11111-7")]
    public void An_address_makes_a_data_key_and_an_object_name(string address, string key, string lease)
    {
        var silo = SiloAddress.New(IPAddress.Parse(address), 11111, 7);

        Assert.Equal(key, TableName.KeyOf(silo));
        Assert.Equal(lease, Name.LeaseOf(silo));
        Assert.Matches("^[-._a-zA-Z0-9]+$", TableName.KeyOf(silo));
        Assert.Matches("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", Name.LeaseOf(silo));
    }

    [Theory]
    [InlineData("silo-0", "orleans-blue-silo-0")]
    [InlineData("My Machine_1", "orleans-blue-my-machine-1")]
    [InlineData("host..example.", "orleans-blue-host-example")]
    public void A_silos_name_makes_an_object_name(string silo, string lease) => Assert.Equal(lease, Name.LeaseOf(silo));

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("fd00::1:2")]
    public void What_is_written_is_read_again(string address)
    {
        var entry = Entries.Of(SiloAddress.New(IPAddress.Parse(address), 11111, 7));
        entry.AddSuspector(TestSiloTable.Address(2), Entries.Noon.AddTicks(12345));
        var contents = TableContents.Empty(new TableClaim("StatefulSet/silo", "3"), Name, 41).With(SiloRow.From(entry, "silo-0", "uid-0"));

        var read = Assert.IsType<TableReading.Usable>(TableFormat.Read(TableFormat.Write(contents, Name), Name)).Contents;

        Assert.Equal((contents.Incarnation, contents.Version, contents.Claim), (read.Incarnation, read.Version, read.Claim));
        var row = Assert.Single(read.Rows).Value;
        Assert.Equal(("silo-0", "uid-0"), (row.PodName, row.PodUid));
        Assert.Equal(entry.ToFullString(), row.ToEntry(null).ToFullString());
        Assert.Equal(entry.SuspectTimes, row.ToEntry(null).SuspectTimes);
    }

    [Fact]
    public void A_row_costs_a_few_hundred_bytes()
    {
        var contents = Enumerable.Range(1, 100).Aggregate(
            TableContents.Empty(new TableClaim("StatefulSet/silo", "1"), Name, 1),
            (table, number) => table.With(SiloRow.From(Entries.Of(number), $"silo-{number}", Guid.NewGuid().ToString())));

        Assert.InRange(TableFormat.Write(contents, Name).Data.Sum(pair => pair.Key.Length + pair.Value.Length), 0, 100 * 400);
    }

    [Theory]
    [InlineData("version", null, "key \"version\" is missing")]
    [InlineData("version", "seven", "key \"version\" is no number: \"seven\"")]
    [InlineData("version", "-1", "key \"version\" is no number: \"-1\"")]
    [InlineData("incarnation", null, "key \"incarnation\" is missing")]
    [InlineData("cluster", "green", "key \"cluster\" names another cluster, \"green\"")]
    [InlineData("silo.10.0.0.1-11111-1000", "{", "row \"silo.10.0.0.1-11111-1000\" is unreadable")]
    [InlineData("silo.10.0.0.1-11111-1000", "null", "row \"silo.10.0.0.1-11111-1000\" has no silo address")]
    [InlineData("silo.10.0.0.1-11111-1000", """{"silo":"nobody","status":"Active","name":"x"}""", "row \"silo.10.0.0.1-11111-1000\" has no silo address: \"nobody\"")]
    [InlineData("silo.10.0.0.9-11111-1000", """{"silo":"10.0.0.1:11111@1000","status":"Active","name":"x"}""", "row \"silo.10.0.0.9-11111-1000\" is of another silo, 10.0.0.1:11111@1000")]
    [InlineData("silo.10.0.0.1-11111-1000", """{"silo":"10.0.0.1:11111@1000","status":"Asleep","name":"x"}""", "row \"silo.10.0.0.1-11111-1000\" is unreadable")]
    [InlineData("silo.10.0.0.1-11111-1000", """{"silo":"10.0.0.1:11111@1000","status":"Dead","name":"x","suspicions":[{"by":"me","at":"2026-01-01T00:00:00Z"}]}""", "row \"silo.10.0.0.1-11111-1000\" has a vote of no silo: \"me\"")]
    [InlineData("silo.10.0.0.1-11111-1000", """{"silo":"10.0.0.1:11111@1000","status":"Dead","name":"x","suspicions":[null]}""", "row \"silo.10.0.0.1-11111-1000\" has a vote of no silo: \"\"")]
    [InlineData("silo.10.0.0.1-11111-1000", """{"silo":null,"status":"Active","name":"x"}""", "row \"silo.10.0.0.1-11111-1000\" has no silo address")]
    [InlineData("silo.10.0.0.1-11111-1000", """{"silo":"10.0.0.1:11111@1000","status":"Active","name":null}""", "row \"silo.10.0.0.1-11111-1000\" has no name")]
    [InlineData("silo.10.0.0.1-11111-1000", """{"silo":"10.0.0.1:11111@1000","status":77,"name":"x"}""", "row \"silo.10.0.0.1-11111-1000\" has no status: 77")]
    public void Damage_is_named(string key, string? value, string complaint)
    {
        var table = TableFormat.Write(TableContents.Empty(new TableClaim(null, "1"), Name, 1), Name);
        if (value is null)
            table.Data.Remove(key);
        else
            table.Data[key] = value;

        Assert.StartsWith(complaint, Assert.IsType<TableReading.Damaged>(TableFormat.Read(table, Name)).Reason, StringComparison.Ordinal);
    }

    /// <summary>Hands, editors and other tools do to it what they like: it is read, or said to be damaged, and never a defect of ours.</summary>
    [Fact]
    public void Whatever_becomes_of_its_text_is_read_or_named()
    {
        var entry = Entries.Of(1);
        entry.AddSuspector(TestSiloTable.Address(2), Entries.Noon);
        var whole = TableFormat.Write(TableContents.Empty(new TableClaim("StatefulSet/silo", "1"), Name, 41).With(SiloRow.From(entry, "silo-0", "uid-0")), Name).Data;
        var random = new Random(7);
        var readings = Enumerable.Repeat(whole, 20_000).Select(table =>
        {
            var key = table.Keys.ElementAt(random.Next(table.Count));
            var data = new Dictionary<string, string>(table) { [key] = Harmed(table[key], random) };
            var reading = TableFormat.Read(new V1ConfigMap { Metadata = new V1ObjectMeta { ResourceVersion = "1" }, Data = data }, Name);
            if (reading is TableReading.Usable usable)
                Assert.All(usable.Contents.Rows.Values, row => Assert.NotEmpty(row.ToEntry(null).ToFullString() + row.LastSeen));
            return reading;
        }).ToList();

        Assert.Contains(readings, reading => reading is TableReading.Usable);
        Assert.Contains(readings, reading => reading is TableReading.Damaged);
    }

    private static string Harmed(string text, Random random)
    {
        var (at, length) = (random.Next(text.Length), random.Next(1, 20));
        var end = Math.Min(text.Length, at + length);
        return random.Next(4) switch
        {
            0 => text[..at],
            1 => text[..at] + text[end..],
            2 => text[..at] + (char)random.Next(32, 127) + text[(at + 1)..],
            _ => text[..at] + ((string[])["null", "{}", "[]", "-1", "\"\"", "1e999"])[random.Next(6)] + text[end..],
        };
    }

    [Fact]
    public void An_object_without_a_key_of_ours_is_blank() =>
        Assert.IsType<TableReading.Blank>(TableFormat.Read(new V1ConfigMap { Data = new Dictionary<string, string> { ["note"] = "of the chart" } }, Name));

    [Fact]
    public void A_later_format_is_left_alone()
    {
        var table = TableFormat.Write(TableContents.Empty(new TableClaim(null, "1"), Name, 1), Name);
        table.Data["format"] = "2";

        Assert.Contains("format \"2\"", Assert.IsType<TableReading.Foreign>(TableFormat.Read(table, Name)).Reason, StringComparison.Ordinal);
    }
}
