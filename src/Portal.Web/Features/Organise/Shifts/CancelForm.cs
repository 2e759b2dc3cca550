using System.ComponentModel.DataAnnotations;
using Portal.Core.Bookings;

namespace Portal.Web.Features.Organise.Shifts;

/// <summary>Calls a shift off.</summary>
public sealed class CancelForm
{
    /// <summary>Why, for those who had a place.</summary>
    [StringLength(BookingChange.WhyLength)]
    public string? Reason
    {
        get;

        // Browsers send two signs for the end of a line where they counted one.
        set => field = value?.ReplaceLineEndings("\n");
    }

    /// <summary>The reason that stood in the letter when it was shown; the letter is shown anew where it is another.</summary>
    public string? Shown { get; set; }

    /// <summary>How many people the page said are told; null where no page was seen.</summary>
    public int? Told { get; set; }

    /// <summary>Whether only the letter is asked for.</summary>
    public bool Look { get; set; }

    /// <summary>Whether the letter was seen with this reason. Browsers send line ends of their own; where nobody was to be told there was no letter.</summary>
    public bool IsSeen => !Look && Told > 0 && Plain(Reason) == Plain(Shown);

    private static string Plain(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}
