namespace Portal.Core.Shifts.Files;

/// <summary>One thing that is wrong with a line of a file, the header being line 1.</summary>
/// <param name="What">The column or the value that it is about.</param>
/// <param name="Plan">What is wrong with the shift itself, where that is the reason.</param>
public sealed record ImportFault(int Line, ImportFaultKind Kind, string What = "", PlanFault? Plan = null);

/// <summary>What can be wrong with a file of shifts.</summary>
public enum ImportFaultKind
{
    /// <summary>No file, or nothing in it but a header.</summary>
    Empty,

    /// <summary>More than 2 MB.</summary>
    TooBig,

    /// <summary>More than 5,000 rows.</summary>
    TooManyRows,

    /// <summary>It is no text, or in an encoding that is not known.</summary>
    Unreadable,

    /// <summary>A column has a name that is not known.</summary>
    UnknownColumn,

    /// <summary>A column stands there twice.</summary>
    ColumnTwice,

    /// <summary>A column that is needed is missing.</summary>
    MissingColumn,

    /// <summary>A line has more cells than the header.</summary>
    TooManyCells,

    /// <summary>A quotation mark is where it makes no sense.</summary>
    BrokenQuotes,

    /// <summary>No such organisation among this person's.</summary>
    UnknownOrganisation,

    /// <summary>No such activity there, or several.</summary>
    UnknownActivity,

    /// <summary>No such area there.</summary>
    UnknownArea,

    /// <summary>Several sites there lie in this area; the column <c>site</c> tells them apart.</summary>
    SeveralSites,

    /// <summary>No such site there.</summary>
    UnknownSite,

    /// <summary>Not a day: 2027-01-31 or 31/01/2027, the day always before the month.</summary>
    NotADay,

    /// <summary>Not a time of day: 18:00 or 18h00.</summary>
    NotATime,

    /// <summary>It starts and ends at the same time: hardly a whole day, and a task has no start.</summary>
    NoLength,

    /// <summary>Not positions as the template shows them.</summary>
    NotPositions,

    /// <summary>A qualification that the organisation does not know.</summary>
    UnknownQualification,

    /// <summary>Not one of the values that this column takes.</summary>
    NotAChoice,

    /// <summary>Not a number of hours.</summary>
    NotANumber,

    /// <summary>No active lead of that name, or several.</summary>
    UnknownLead,

    /// <summary>What the plan of the shift lacks.</summary>
    Plan,
}
