namespace Portal.Core.Needs;

/// <summary>What a need said to whoever promised some of it.</summary>
internal sealed record NeedWords(LocalText Item, LocalText Unit, LocalText Place)
{
    public static NeedWords Of(Need need) => new(need.Item, need.Unit, need.Place);

    /// <summary>Whether it says something else now in a language: capitals and blanks do not count, nor does a translation into another one.</summary>
    public bool DiffersFor(string language, NeedWords now) =>
        Differs(Item.In(language), now.Item.In(language)) || Differs(Unit.In(language), now.Unit.In(language)) || Differs(Place.In(language), now.Place.In(language));

    private static bool Differs(string was, string now) => !string.Equals(TypedText.Line(was), TypedText.Line(now), StringComparison.OrdinalIgnoreCase);
}
