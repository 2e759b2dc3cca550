using System.Net;
using Portal.Core;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Qualifications;

namespace Portal.Web.Tests.Features.Organise.Waiting;

public sealed class AnswersTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_letters_link_asks_and_one_tap_answers(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var anna = await portal.Data.CreateSupporterAsync("Anna");
        var membership = await portal.Data.MakeMemberAsync(anna, kitchen, state: MembershipState.Requested);
        var kind = new QualificationKind { Id = Ids.New(portal.Clock), Name = LocalText.Of("First aid") };
        var asked = new Qualification { Id = Ids.New(portal.Clock), SupporterId = anna.Id, KindId = kind.Id, OrganisationId = kitchen.Id, State = QualificationState.Requested, RequestedAt = portal.Clock.GetUtcNow() };
        await portal.Data.SaveAsync(kind);
        await portal.Data.SaveAsync(asked);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));

        var page = await organiser.GetAsync($"/answers/{membership.Id}");
        Assert.Equal("Anna asks to join Kitchen", page.Heading);
        Assert.Equal("Anna asks to join Kitchen", (await organiser.GetAsync($"/answers/{membership.Id}")).Heading);
        Assert.Equal("/organise/waiting", (await page.SubmitAsync("Welcome")).Path);
        Assert.Equal("Nobody waits here any more", (await organiser.GetAsync($"/answers/{membership.Id}")).Heading);
        Assert.Contains("Somebody has answered already", (await page.SubmitAsync("Not this time")).Text, StringComparison.Ordinal);

        page = await organiser.GetAsync($"/answers/{asked.Id}");
        Assert.Contains("Choose a coming day", (await page.SubmitAsync("I have seen it", ("lastDay", "2027-01-01"))).Text, StringComparison.Ordinal);
        Assert.Contains("Answered: we have told them", (await page.SubmitAsync("I have seen it", ("lastDay", "2027-06-01"))).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_lead_answers_for_the_shift_and_for_nothing_else(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var (anna, ruth) = (await portal.Data.CreateSupporterAsync("Anna"), await portal.Data.CreateSupporterAsync("Ruth"));
        var shift = await portal.Data.CreateShiftAsync(kitchen, lead: ruth);
        var booking = await portal.Data.CreateBookingAsync(anna, shift, BookingState.Requested);
        var other = await portal.Data.CreateBookingAsync(anna, await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromDays(9)), BookingState.Requested);
        var membership = await portal.Data.MakeMemberAsync(anna, kitchen, state: MembershipState.Requested);
        using var lead = await portal.SignedInAsync(ruth);
        using var asking = await portal.SignedInAsync(anna);
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        using var nobody = portal.Anonymous();

        foreach (var (reader, id) in new[] { (lead, other.Id), (lead, membership.Id), (asking, booking.Id), (asking, membership.Id), (stranger, booking.Id), (stranger, membership.Id) })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/answers/{id}")).Status);
        }

        Assert.StartsWith("/account/sign-in", (await nobody.GetAsync($"/answers/{booking.Id}")).Path, StringComparison.Ordinal);
        var page = await lead.GetAsync($"/answers/{booking.Id}");
        Assert.Equal("Anna asks for a place", page.Heading);
        Assert.Contains("Answered: we have told them", (await page.SubmitAsync("Yes, come")).Text, StringComparison.Ordinal);
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(booking.Id)).State);
    }

    [Fact]
    public async Task An_answer_takes_few_queries()
    {
        await using var portal = await PortalFactory.StartAsync();
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var membership = await portal.Data.MakeMemberAsync(await portal.Data.CreateSupporterAsync(), kitchen, state: MembershipState.Requested);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));

        Assert.InRange((await portal.Queries.DuringAsync(() => organiser.GetAsync($"/answers/{membership.Id}"))).Count, 1, 6);
    }
}
