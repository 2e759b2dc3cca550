using System.ComponentModel.DataAnnotations;
using Portal.Core;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Core.Updates;
using Portal.Core.Updates.Planned;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Updates;

/// <summary>What an organiser fills in. The rules are the service's, which tells all that is wrong at once.</summary>
public sealed class UpdateForm
{
    /// <summary>The title.</summary>
    public string? Title { get; set; }

    /// <summary>The text in Markdown.</summary>
    public string? Body { get; set; }

    /// <summary>How urgent.</summary>
    public Severity Severity { get; set; }

    /// <summary>The value of <see cref="Channel"/> for the members of the organisation that posts, whichever is chosen.</summary>
    public const string OwnVolunteers = "organisation";

    /// <summary>Who will read it: the name of a channel, or <see cref="OwnVolunteers"/>.</summary>
    public string? Channel { get; set; } = Portal.Core.Updates.Channel.Public;

    /// <summary>The language it is written in.</summary>
    public string? Language { get; set; } = Languages.Default;

    /// <summary>Whose update it is.</summary>
    public Guid OrganisationId { get; set; }

    /// <summary>The campaign it belongs to; none for most.</summary>
    public Guid? CampaignId { get; set; }

    /// <summary>Why what was pointed out in it may stay.</summary>
    public string? WhySafe { get; set; }

    /// <summary>So that a double tap posts once.</summary>
    public Guid FormKey { get; set; }

    /// <summary>The version of the text that was shown when the form was opened.</summary>
    public int Version { get; set; }

    /// <summary>The day on which it is to be posted; none for now.</summary>
    [DataType(DataType.Date)]
    public DateOnly? Day { get; set; }

    /// <summary>The hour, by the clocks of Calais.</summary>
    [DataType(DataType.Time)]
    public TimeOnly? Time { get; set; }

    /// <summary>Whether it is to be posted then, and not now.</summary>
    public bool Later { get; set; }

    /// <summary>An empty form.</summary>
    public static UpdateForm New(TimeProvider clock, string language, Guid organisationId) =>
        new() { FormKey = Ids.New(clock), Language = Languages.Known(language), OrganisationId = organisationId };

    /// <summary>An empty form for a word to the people of a shift.</summary>
    public static UpdateForm To(ShiftAudience shift, TimeProvider clock, string language)
    {
        var form = New(clock, language, shift.OrganisationId);
        form.Channel = Portal.Core.Updates.Channel.OfShift(shift.Id);
        return form;
    }

    /// <summary>The form of an update as it is.</summary>
    public static UpdateForm Of(OwnUpdate update) => new()
    {
        Title = update.Title,
        Body = update.Body,
        Severity = update.Severity,
        Channel = update.Channel,
        Language = update.Language,
        OrganisationId = update.OrganisationId,
        CampaignId = update.CampaignId,
        Version = update.Version,
    };

    /// <summary>The form of what is planned.</summary>
    public static UpdateForm Of(PlannedCard planned)
    {
        var at = WallTime.At(planned.PublishAt, TimeWords.Calais);
        return new UpdateForm
        {
            Title = planned.Text.Title,
            Body = planned.Text.Body,
            Severity = planned.Text.Severity,
            Channel = planned.Channel,
            Language = planned.Text.Language,
            OrganisationId = planned.OrganisationId,
            CampaignId = planned.Text.CampaignId,
            WhySafe = planned.Text.WhySafe,
            Version = planned.Version,
            Day = DateOnly.FromDateTime(at),
            Time = TimeOnly.FromDateTime(at),
        };
    }

    /// <summary>What was written.</summary>
    public UpdateText Text() => new(Title ?? "", Body ?? "", Severity, Language ?? "", WhySafe) { CampaignId = CampaignId };
}
