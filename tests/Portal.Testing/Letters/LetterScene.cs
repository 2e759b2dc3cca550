using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Testing.Letters;

/// <summary>An organisation with a site whose point is stored, and an organiser: what letters tell of.</summary>
public sealed class LetterScene
{
    private LetterScene(PortalFactory portal, LetterSetting setting) => (Portal, Setting) = (portal, setting);

    /// <summary>Where it is set.</summary>
    public PortalFactory Portal { get; }

    /// <summary>In which language and with which names.</summary>
    public LetterSetting Setting { get; }

    /// <summary>Makes more rows.</summary>
    public TestData Data => Portal.Data;

    /// <summary>The organisation.</summary>
    public required Organisation Group { get; init; }

    /// <summary>What is done.</summary>
    public required Activity Work { get; init; }

    /// <summary>Where.</summary>
    public required Site Site { get; init; }

    /// <summary>Who organises, and leads every shift.</summary>
    public required Supporter Organiser { get; init; }

    /// <summary>Sets it.</summary>
    public static async Task<LetterScene> SetAsync(PortalFactory portal, LetterSetting setting)
    {
        var group = await portal.Data.CreateOrganisationAsync(setting.Group);
        var organiser = await portal.Data.CreateSupporterAsync(setting.Person, language: setting.Language);
        await portal.Data.MakeMemberAsync(organiser, group, MembershipRole.Organiser);
        return new LetterScene(portal, setting)
        {
            Group = group,
            Work = await portal.Data.CreateActivityAsync(group, setting.Work),
            Site = await portal.Data.CreateSiteAsync(group),
            Organiser = organiser,
        };
    }

    /// <summary>Somebody who reads the scene's language.</summary>
    public Task<Supporter> ReaderAsync(bool confirmed = true) => Data.CreateSupporterAsync(Setting.Person, confirmed, language: Setting.Language);

    /// <summary>A shift of the organisation, a day further off with each call, so that nobody is in two at once.</summary>
    public Task<Shift> ShiftAsync() => Data.CreateShiftAsync(Group, TimeSpan.FromDays(3 + (++_shifts % 20)), activity: Work, site: Site, lead: Organiser);

    /// <summary>A booking of a new reader's on a shift of its own.</summary>
    public async Task<(Booking Booking, Supporter Reader, Shift Shift)> BookingAsync(BookingState state, DateTimeOffset? answerBy = null)
    {
        var (reader, shift) = (await ReaderAsync(), await ShiftAsync());
        var booking = await Data.CreateBookingAsync(reader, shift, state);
        await using var db = Portal.NewContext();
        await db.Bookings.Where(b => b.Id == booking.Id).ExecuteUpdateAsync(set => set.SetProperty(b => b.AnswerBy, answerBy));
        return (booking, reader, shift);
    }

    /// <summary>Writes a message that waits to be sent.</summary>
    public async Task<(Guid MessageId, Supporter? Reader)> WriteAsync(
        string template, Supporter? reader, object? data = null, MailPriority priority = MailPriority.Booking, Guid? subscriberId = null)
    {
        await using var db = Portal.NewContext();
        var message = Portal.Services.GetRequiredService<Outbox>().Add(db, new MailDraft($"{template}:{Ids.New(Portal.Clock)}", priority, template, Setting.Language)
        {
            SupporterId = subscriberId is null ? reader!.Id : null,
            SubscriberId = subscriberId,
            Data = data ?? new { },
        });
        await db.SaveChangesAsync();
        return (message.Id, reader);
    }

    /// <summary>The message that a use case itself wrote to somebody.</summary>
    public async Task<(Guid MessageId, Supporter? Reader)> WrittenAsync(string template, Supporter reader)
    {
        await using var db = Portal.NewContext();
        return (await db.Messages.Where(m => m.Template == template && m.SupporterId == reader.Id).Select(m => m.Id).SingleAsync(), reader);
    }

    private int _shifts;
}
