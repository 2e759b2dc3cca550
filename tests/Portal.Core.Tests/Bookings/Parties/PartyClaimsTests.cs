using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings.Parties;

public sealed class PartyClaimsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_claimed_place_becomes_that_persons_booking_and_counts_once(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var shift = await ground.ShiftAsync(4);
        var (party, token) = await ground.PartyAsync((shift.Positions[0], 4));
        var anna = await ground.Portal.Data.CreateSupporterAsync("Anna");

        Assert.Equal(ClaimResult.Confirmed, (await ground.ClaimAsync(token, anna, shift.Positions[0])).Result);
        Assert.Equal(ClaimResult.Already, (await ground.ClaimAsync(token, anna, shift.Positions[0])).Result);
        Assert.Equal((4, 3), await ground.CountAsync(shift));
        Assert.Equal(ClaimResult.Confirmed, (await ground.Portal.RunAsync<PartyClaims, ClaimOutcome>(s => s.ClaimOwnAsync(ground.Leader.Id, party, shift.Positions[0].Id, Token))).Result);

        var page = await ground.Portal.RunAsync<PartyQueries, PartyPage?>(q => q.FindAsync(ground.Leader.Id, party, Token));
        Assert.Equal(["Anna", "Ines"], page!.Shifts[0].Positions[0].Members.Select(m => m.Name));
        Assert.Equal((2, 0, true), (page.Unclaimed, page.Shifts[0].Positions[0].Free, page.Shifts[0].IsMine));
        Assert.Null(await ground.Portal.RunAsync<PartyQueries, PartyPage?>(q => q.FindAsync(anna.Id, party, Token)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_claims_is_checked_as_everyone_and_hears_all_reasons(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var shift = await ground.ShiftAsync(2);
        var kind = new Portal.Core.Qualifications.QualificationKind { Id = Guid.CreateVersion7(), Name = LocalText.Of("Driving licence") };
        await ground.Portal.Data.SaveAsync(kind);
        await ground.Portal.Data.RequireAsync(shift, kind);
        var (_, token) = await ground.PartyAsync((shift.Positions[0], 2));
        var anna = await ground.Portal.Data.CreateRegularAsync(ground.Kitchen);
        await ground.Portal.Data.CreateBookingAsync(anna, await ground.Portal.Data.CreateShiftAsync(await ground.Portal.Data.CreateOrganisationAsync()));
        var unconfirmed = await ground.Portal.Data.CreateSupporterAsync(confirmed: false);

        var refused = await ground.ClaimAsync(token, anna, shift.Positions[0]);

        // It is full for everybody else; not for those whom the group invites.
        Assert.Equal(ClaimResult.Refused, refused.Result);
        Assert.Equal([ObstacleKind.QualificationMissing, ObstacleKind.Overlaps], refused.Obstacles.Select(o => o.Kind));
        Assert.Equal(ObstacleKind.AddressNotConfirmed, (await ground.ClaimAsync(token, unconfirmed, shift.Positions[0])).Obstacles[0].Kind);
        Assert.Equal((2, 2), await ground.CountAsync(shift));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_first_booking_is_asked_for_and_its_place_stays_held(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        await ground.Portal.Data.MakeMemberAsync(ground.Leader, ground.Kitchen);
        var site = await ground.Portal.Data.CreateSiteAsync(ground.Kitchen, pointIsPublic: false);
        var shift = await ground.Portal.Data.CreateShiftAsync(ground.Kitchen, site: site);
        var (_, token) = await ground.PartyAsync((shift.Positions[0], 2));

        Assert.Equal(ClaimResult.Requested, (await ground.ClaimAsync(token, await ground.Portal.Data.CreateSupporterAsync(), shift.Positions[0])).Result);
        Assert.Equal((2, 1), await ground.CountAsync(shift));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_link_shows_no_shift_to_somebody_who_may_not_see_it(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        await ground.Portal.Data.MakeMemberAsync(ground.Leader, ground.Kitchen);
        var shift = await ground.Portal.Data.CreateShiftAsync(ground.Kitchen, visibility: Visibility.Members);
        var (_, token) = await ground.PartyAsync((shift.Positions[0], 2));
        var stranger = await ground.Portal.Data.CreateSupporterAsync();

        var seen = await LookAsync(ground, token, stranger.Id);

        Assert.Equal((0, 1), (seen!.Shifts.Count, seen.Hidden));
        Assert.Equal(ClaimResult.NotFound, (await ground.ClaimAsync(token, stranger, shift.Positions[0])).Result);

        await ground.Portal.Data.MakeMemberAsync(stranger, ground.Kitchen);
        Assert.Equal((2, 0), ((await LookAsync(ground, token, stranger.Id))!.Shifts.Single().Left, (await LookAsync(ground, token, stranger.Id))!.Hidden));
        Assert.Equal(ClaimResult.Confirmed, (await ground.ClaimAsync(token, stranger, shift.Positions[0])).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_link_is_worth_nothing_once_it_was_renewed_or_the_group_dissolved(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var shift = await ground.ShiftAsync(4);
        var (party, old) = await ground.PartyAsync((shift.Positions[0], 3));
        var (anna, ben) = (await ground.Portal.Data.CreateSupporterAsync(), await ground.Portal.Data.CreateSupporterAsync());
        await ground.ClaimAsync(old, anna, shift.Positions[0]);

        Assert.False(await ground.Portal.RunAsync<PartyLeading, bool>(s => s.RenewLinkAsync(anna.Id, party, Token)));
        Assert.True(await ground.Portal.RunAsync<PartyLeading, bool>(s => s.RenewLinkAsync(ground.Leader.Id, party, Token)));
        var token = (await ground.Portal.RunAsync<PartyQueries, PartyPage?>(q => q.FindAsync(ground.Leader.Id, party, Token)))!.Token!;
        Assert.Equal(ClaimResult.NotFound, (await ground.ClaimAsync(old, ben, shift.Positions[0])).Result);
        Assert.NotNull(await LookAsync(ground, token, null));

        Assert.Equal(2, await ground.Portal.RunAsync<PartyLeading, int?>(s => s.DissolveAsync(ground.Leader.Id, party, Token)));
        Assert.Equal(ClaimResult.Gone, (await ground.ClaimAsync(token, ben, shift.Positions[0])).Result);
        Assert.Null(await LookAsync(ground, token, null));
        Assert.Equal((1, 0), await ground.CountAsync(shift));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_waits_for_a_place_may_take_one_of_the_group(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var shift = await ground.ShiftAsync(2);
        var (_, token) = await ground.PartyAsync((shift.Positions[0], 2));
        var anna = await ground.Portal.Data.CreateSupporterAsync();
        await ground.Portal.RunAsync<WaitingList, WaitOutcome>(s => s.JoinAsync(anna.Id, shift.Id, shift.Positions[0].Id, Token));

        Assert.Equal(ClaimResult.Confirmed, (await ground.ClaimAsync(token, anna, shift.Positions[0])).Result);
        Assert.Equal((2, 1), await ground.CountAsync(shift));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_claimed_place_that_is_given_back_goes_to_all(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var shift = await ground.ShiftAsync(2);
        var (party, token) = await ground.PartyAsync((shift.Positions[0], 2));
        var anna = await ground.Portal.Data.CreateSupporterAsync("Anna");
        await ground.ClaimAsync(token, anna, shift.Positions[0]);
        await using var db = ground.Portal.NewContext();
        var booking = await db.Bookings.Where(b => b.SupporterId == anna.Id).Select(b => b.Id).SingleAsync(Token);

        await ground.Portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(anna.Id, booking, Token));

        Assert.Equal((1, 1), await ground.CountAsync(shift));
        Assert.Equal(BookResult.Confirmed, (await ground.BookAsync(await ground.Portal.Data.CreateSupporterAsync(), shift.Positions[0])).Result);
        var page = await ground.Portal.RunAsync<PartyQueries, PartyPage?>(q => q.FindAsync(ground.Leader.Id, party, Token));
        Assert.Equal(("Anna", BookingState.CancelledByVolunteer), (page!.Shifts[0].Positions[0].Members[0].Name, page.Shifts[0].Positions[0].Members[0].State));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_database_knows_only_the_hash_of_a_link(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var shift = await ground.ShiftAsync();
        var (_, token) = await ground.PartyAsync((shift.Positions[0], 2));

        await using var db = ground.Portal.NewContext();
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)), (await db.Parties.AsNoTracking().SingleAsync(Token)).TokenHash);
        Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(token).Length);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_link_vouches_for_new_accounts_as_long_as_places_are_left_and_for_no_more_than_they_are(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var shift = await ground.ShiftAsync();
        var (party, token) = await ground.PartyAsync((shift.Positions[0], 2));

        var vouched = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => VouchAsync(ground, token)));

        Assert.Equal(2 * Party.FormsPerPlace, vouched.Count(yes => yes));
        Assert.False(await VouchAsync(ground, "another"));

        var (other, next) = await ground.PartyAsync((shift.Positions[0], 1));
        Assert.True(await VouchAsync(ground, next));
        await ground.ClaimAsync(next, ground.Leader, shift.Positions[0]);
        Assert.False(await VouchAsync(ground, next));
        Assert.NotEqual(party, other);
    }

    private static Task<bool> VouchAsync(PartyGround ground, string token) => ground.Portal.RunAsync<PartyVouching, bool>(s => s.TryAsync(token, Token));

    private static Task<PartyInvitation?> LookAsync(PartyGround ground, string token, Guid? reader) => ground.Portal.RunAsync<IServiceProvider, PartyInvitation?>(async services =>
    {
        var person = reader is { } id ? await ((PersonQueries)services.GetService(typeof(PersonQueries))!).FindAsync(id, Token) : null;
        return await ((PartyQueries)services.GetService(typeof(PartyQueries))!).InvitationAsync(token, person, Token);
    });
}
