using Portal.Core.Accounts;
using Portal.Core.Organisations;
using Portal.Core.Qualifications;

namespace Portal.Core.Data.Demo;

/// <summary>What comes before a first shift: kinds of qualification, who holds them, conditions to affirm, and people who wait for an answer.</summary>
internal static class DemoGettingIn
{
    /// <summary>The kind that drivers need.</summary>
    public static readonly Guid Licence = new("01980000-0000-7000-8000-0000000000b1");

    private static readonly Guid FirstAid = new("01980000-0000-7000-8000-0000000000b2");
    private static readonly Guid Safeguarding = new("01980000-0000-7000-8000-0000000000b3");

    public static void Add(PortalDbContext db, TimeProvider clock, IReadOnlyDictionary<string, DemoGroup> groups, DemoCrowd people, Supporter newcomer)
    {
        var food = groups["calais-food-collective"].Organisation;
        db.QualificationKinds.AddRange(
            new QualificationKind { Id = Licence, Name = LocalText.Of("Driving licence B", "Permis B") },
            new QualificationKind { Id = FirstAid, Name = LocalText.Of("First aid", "Premiers secours") },
            new QualificationKind { Id = Safeguarding, Name = LocalText.Of("Safeguarding training", "Formation à la protection") });
        foreach (var person in people.Crew.Select(member => member.Person).Append(people.Volunteer).Append(people.Lead))
        {
            db.Qualifications.Add(Of(clock, person, Licence, food, QualificationState.Held));
        }

        db.Qualifications.Add(Of(clock, people.Volunteer, FirstAid, food, QualificationState.Requested));
        AddConditions(db, clock, groups["refugee-womens-centre"].Organisation, ("I am a woman or non-binary", "Je suis une femme ou une personne non binaire"), ("I can come for at least two weeks", "Je peux venir au moins deux semaines"));
        AddConditions(db, clock, groups["project-play"].Organisation, ("I agree to a background check before I work with children", "J’accepte une vérification de mes antécédents avant de travailler avec des enfants"));
        db.Memberships.Add(new Membership
        {
            Id = Ids.New(clock),
            SupporterId = newcomer.Id,
            OrganisationId = food.Id,
            Role = MembershipRole.Volunteer,
            State = MembershipState.Requested,
            RequestedAt = clock.GetUtcNow().AddHours(-5),
            Word = "I cooked for a soup kitchen in Hamburg and can stay for three weeks.",
        });
    }

    private static Qualification Of(TimeProvider clock, Supporter person, Guid kind, Organisation organisation, QualificationState state) => new()
    {
        Id = Ids.New(clock),
        SupporterId = person.Id,
        KindId = kind,
        OrganisationId = organisation.Id,
        State = state,
        RequestedAt = clock.GetUtcNow().AddDays(-2),
        DecidedAt = state == QualificationState.Held ? clock.GetUtcNow().AddDays(-1) : null,
    };

    private static void AddConditions(PortalDbContext db, TimeProvider clock, Organisation organisation, params (string English, string French)[] texts) =>
        db.JoinConditions.AddRange(texts.Select((text, order) => new JoinCondition { Id = Ids.New(clock), OrganisationId = organisation.Id, Order = order, Text = LocalText.Of(text.English, text.French) }));
}
