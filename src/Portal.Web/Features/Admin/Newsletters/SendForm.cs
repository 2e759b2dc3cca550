using System.ComponentModel.DataAnnotations;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Resources;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>When a newsletter is to go out.</summary>
public sealed class SendForm : IValidatableObject
{
    private const int MostYears = 2;

    /// <summary>The version that was looked at.</summary>
    public int Version { get; set; }

    /// <summary>Now, at an hour, or in the morning of each reader.</summary>
    public SendTiming Timing { get; set; } = SendTiming.Now;

    /// <summary>The day; not asked for now.</summary>
    [DataType(DataType.Date)]
    public DateOnly? Day { get; set; }

    /// <summary>The hour by the coalition's clock; asked for an hour only.</summary>
    [DataType(DataType.Time)]
    public TimeOnly? Time { get; set; }

    /// <summary>That it may go although nothing will be heard of what becomes of it.</summary>
    public bool GoesUnheard { get; set; }

    /// <summary>What was asked for.</summary>
    public DepartureWish ToWish() => new(Timing, Day is { } day && Time is { } time ? day.ToDateTime(time) : null, Day) { GoesUnheard = GoesUnheard };

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var texts = validationContext.GetRequiredService<Phrasebook>();
        if (!Enum.IsDefined(Timing))
        {
            yield return new(texts["Shared.Wrong.Value"], [nameof(Timing)]);
        }

        if (Timing is SendTiming.At or SendTiming.Morning && Day is null)
        {
            yield return new(texts["Shared.Wrong.Required"], [nameof(Day)]);
        }

        // Yesterday may still be today where a reader lives; that it is past is said with the hour.
        var today = DateOnly.FromDateTime(validationContext.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        if (Timing is SendTiming.At or SendTiming.Morning && (Day < today.AddDays(-1) || Day > today.AddYears(MostYears)))
        {
            yield return new(texts["Newsletters.Departure.DayOutOfReach"], [nameof(Day)]);
        }

        if (Timing == SendTiming.At && Time is null)
        {
            yield return new(texts["Shared.Wrong.Required"], [nameof(Time)]);
        }
    }
}

/// <summary>The page that asks when a draft shall go out.</summary>
/// <param name="NeedsRelease">Whether a second person has to release it.</param>
/// <param name="AsksUnheard">Whether the box is asked for that it may go unheard.</param>
/// <param name="MorningPast">Zones in which the morning that was asked for is past.</param>
public sealed record SendModel(NewsletterDetails Newsletter, ReachModel Reach, SendForm Form, bool NeedsRelease, bool AsksUnheard, IReadOnlyList<string> MorningPast);
