using Portal.Core.Privacy;

namespace Portal.Core.Tests.Privacy;

public sealed class PlaceNamesTests
{
    private static readonly PlaceNames Names = PlaceNames.In(
        ["Car park of the Vieux Moulin, Calais east: behind the lamp post. Ring Auchan’s gate.", "Derrière l’Hôtel Beauséjour, rue des Fontinettes", "خلف مخبز النجمة"],
        ["Calais east", "Calais est"]);

    [Theory]
    [InlineData("We meet at the Vieux Moulin tonight", "Vieux Moulin")]
    [InlineData("VIEUX-MOULIN at six", "VIEUX-MOULIN")]
    [InlineData("come to beausejour", "beausejour")]
    [InlineData("près d’Auchan ce soir", "Auchan")]
    [InlineData("rue des Fontinettes", "Fontinettes")]
    [InlineData("قرب مخبز اليوم", "مخبز")]
    public void A_name_that_stands_in_a_point_is_found_however_it_is_spelt(string text, string name)
    {
        var (index, length) = Assert.Single(Names.Find(text));
        Assert.Equal(name, text.Substring(index, length));
    }

    [Theory]
    [InlineData("Behind the car park, ring at the gate, east of Calais.")]
    [InlineData("La rue derrière le parking, à Calais est.")]
    [InlineData("A mouliner, a vieuxmoulin")]
    [InlineData("")]
    public void What_is_public_or_said_of_any_place_is_not(string text) => Assert.Empty(Names.Find(text));

    [Fact]
    public void Names_apart_are_apart_and_nothing_is_given_away()
    {
        const string Text = "Vieux moulin, then on to Auchan";
        Assert.Equal(["Vieux moulin", "Auchan"], Names.Find(Text).Select(found => Text.Substring(found.Index, found.Length)));
        Assert.Empty(PlaceNames.None.Find(Text));
        Assert.DoesNotContain("moulin", Names.ToString(), StringComparison.OrdinalIgnoreCase);
    }
}
