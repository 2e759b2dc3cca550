using Portal.Core.Updates;
using Portal.Core.Updates.Safety;

namespace Portal.Core.Tests.Updates.Safety;

public sealed class SafetyCheckTests
{
    [Theory]
    [InlineData("We are at 50.9581, 1.8523 from six", SafetyRisk.Coordinates, "50.9581, 1.8523")]
    [InlineData("at ٥٠٫٩ no, ٥٠.٩٥٨١ ١.٨٥٢٣ yes", SafetyRisk.Coordinates, "٥٠.٩٥٨١ ١.٨٥٢٣")]
    [InlineData("50°57'29\"N", SafetyRisk.Coordinates, "50°57'")]
    [InlineData("near XX25+4F Calais", SafetyRisk.Coordinates, "XX25+4F")]
    [InlineData("[here](https://maps.app.goo.gl/aBc12) at six", SafetyRisk.Coordinates, "maps.app.goo.gl/aBc12")]
    [InlineData("https://www.google.com/maps/place/x", SafetyRisk.Coordinates, "google.com/maps/place/x")]
    [InlineData("https://www.openstreetmap.org/#map=17/50.95/1.85", SafetyRisk.Coordinates, "openstreetmap.org/#map=17/50.95/1.85")]
    [InlineData("at ///filled.count.soap tonight", SafetyRisk.ThreeWords, "///filled.count.soap")]
    [InlineData("filled.count.soapy", SafetyRisk.ThreeWords, "filled.count.soapy")]
    [InlineData("12 bis, rue de la Paix", SafetyRisk.Address, "12 bis, rue de la Paix")]
    [InlineData("Rendez-vous rue des Fontinettes 80 à midi", SafetyRisk.Address, "rue des Fontinettes 80")]
    [InlineData("Come to 14 Old Mill Road.", SafetyRisk.Address, "14 Old Mill Road")]
    [InlineData("Lange Kerkstraat 12", SafetyRisk.Address, "Kerkstraat 12")]
    [InlineData("ring +33 6 12 34 56 78 now", SafetyRisk.PhoneNumber, "+33 6 12 34 56 78")]
    [InlineData("0033612345678", SafetyRisk.PhoneNumber, "0033612345678")]
    [InlineData("06.12.34.56.78", SafetyRisk.PhoneNumber, "06.12.34.56.78")]
    [InlineData("07123 456 789", SafetyRisk.PhoneNumber, "07123 456 789")]
    [InlineData("phone ٠٦١٢٣٤٥٦٧٨", SafetyRisk.PhoneNumber, "٠٦١٢٣٤٥٦٧٨")]
    [InlineData("ring 06  12  34  56  78", SafetyRisk.PhoneNumber, "06  12  34  56  78")]
    [InlineData("ring (06) 12 34 56 78", SafetyRisk.PhoneNumber, "06) 12 34 56 78")]
    [InlineData("ring 06 12 34\n56 78", SafetyRisk.PhoneNumber, "06 12 34\n56 78")]
    [InlineData("ring 06·12·34·56·78", SafetyRisk.PhoneNumber, "06·12·34·56·78")]
    [InlineData("ring 06–12–34–56–78", SafetyRisk.PhoneNumber, "06–12–34–56–78")]
    [InlineData("ring 06\u200B12\u00AD34 56 78", SafetyRisk.PhoneNumber, "06\u200B12\u00AD34 56 78")]
    [InlineData("ring \uD835\uDFCE\uD835\uDFD4 12 34 56 78", SafetyRisk.PhoneNumber, "\uD835\uDFCE\uD835\uDFD4 12 34 56 78")]
    [InlineData("06 12 **34** 56 78 is ours", SafetyRisk.PhoneNumber, "06 12 34 56 78")]
    [InlineData("06 `12` 34 56 78 is ours", SafetyRisk.PhoneNumber, "06 12 34 56 78")]
    [InlineData("&#48;6 12 34 56 78", SafetyRisk.PhoneNumber, "06 12 34 56 78")]
    [InlineData("06\\-12\\-34\\-56\\-78", SafetyRisk.PhoneNumber, "06-12-34-56-78")]
    [InlineData("12 rue **du** Vieux Moulin", SafetyRisk.Address, "12 rue du Vieux Moulin")]
    [InlineData("12 rue&nbsp;du Vieux Moulin", SafetyRisk.Address, "12 rue\u00A0du Vieux Moulin")]
    [InlineData("50.**9581**, 1.8523", SafetyRisk.Coordinates, "50.9581, 1.8523")]
    [InlineData("[here](https&#58;//goo&#46;gl/maps/abc)", SafetyRisk.Coordinates, "goo.gl/maps/abc")]
    [InlineData("https://www.openstreetmap.org/?mlat=50.95&mlon=1.85", SafetyRisk.Coordinates, "openstreetmap.org/?mlat=50.95&mlon=1.85")]
    [InlineData("AA\u200B-123-BC", SafetyRisk.VehiclePlate, "AA\u200B-123-BC")]
    [InlineData("the van ab-123-cd", SafetyRisk.VehiclePlate, "ab-123-cd")]
    [InlineData("a white van, AB12 CDE", SafetyRisk.VehiclePlate, "AB12 CDE")]
    [InlineData("1-ABC-234", SafetyRisk.VehiclePlate, "1-ABC-234")]
    public void What_leads_to_a_place_or_a_person_is_pointed_out_as_it_was_typed(string body, SafetyRisk risk, string text)
    {
        var finding = Assert.Single(SafetyCheck.Find("", body));
        Assert.Equal((risk, text, false), (finding.Risk, finding.Text, finding.InTitle));
    }

    [Theory]
    [InlineData("Tents and blankets were taken for the third time this week, on 26 November at 06:30.")]
    [InlineData("1,200 parcels in seven days, 340 sleeping bags, 4.2 tonnes of wood, 12.5 °C at night.")]
    [InlineData("La distribution de 18 h 30 se fait place aux jeunes, à l’est de Calais.")]
    [InlineData("See www.example.org or https://calaisappeal.co.uk/2026/11/26/news for more.")]
    [InlineData("Vans 2 and 3 leave at 17:45; 14 people, 3 of them on the road since 2024.")]
    [InlineData("At 06:\n\n12 34 56 78 people came.")]
    [InlineData("Organisateur·rice·s et bénévoles : 12 h 30 – 14 h 30, 06–07 décembre.")]
    [InlineData("Collecte : 12 cartons de gants, tailles M, L et XL ; 30 € suffisent pour 5 repas.")]
    public void Plain_news_passes(string body) => Assert.Empty(SafetyCheck.Find(body, body));

    [Fact]
    public void Findings_stand_in_order_with_the_words_around_them()
    {
        var findings = SafetyCheck.Find("Ring 06 12 34 56 78", "Please bring gloves and warm socks to 12 rue Neuve tonight, the van is AB-123-CD.");

        Assert.Equal([(SafetyRisk.PhoneNumber, true), (SafetyRisk.Address, false), (SafetyRisk.VehiclePlate, false)], findings.Select(f => (f.Risk, f.InTitle)));
        Assert.Equal(("Ring ", ""), (findings[0].Before, findings[0].After));
        Assert.StartsWith("…", findings[1].Before, StringComparison.Ordinal);
        Assert.EndsWith("socks to ", findings[1].Before, StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_is_pointed_out_than_somebody_reads_and_what_is_too_long_is_not_read_at_all()
    {
        var body = string.Concat(Enumerable.Repeat("06 12 34 56 78, ", 200));
        Assert.Equal(SafetyCheck.Most, SafetyCheck.Find("", body).Count);
        Assert.Empty(new UpdateText("", string.Concat(Enumerable.Repeat(body, 100)), Severity.Normal, "en").Risks());
    }

    [Fact]
    public void The_longest_text_of_the_hardest_kind_is_read_to_its_end()
    {
        foreach (var part in new[] { "1 rue ", "0", "a.b", "AB-", "50.", "é ", "\ud83d\ude00" })
        {
            var body = string.Concat(Enumerable.Repeat(part, 4000 / part.Length));
            Assert.All(SafetyCheck.Find("", body), finding => Assert.NotEmpty(finding.Text));
        }
    }
}
