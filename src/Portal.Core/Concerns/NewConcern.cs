namespace Portal.Core.Concerns;

/// <summary>A concern as somebody types it.</summary>
/// <param name="OrganisationId">Where the person belongs; null where that is not known.</param>
/// <param name="ReaderOrganisationId">Whose organisers are to read it; null for the administrators of the coalition.</param>
public sealed record NewConcern(string About, string What, Guid? OrganisationId, Guid? ReaderOrganisationId)
{
    /// <summary>Longest name or description of a person, in UTF-16 units.</summary>
    public const int AboutLength = 200;

    /// <summary>Longest account of what happened.</summary>
    public const int WhatLength = 4000;

    /// <summary>Longest note on what came of it.</summary>
    public const int NoteLength = 1000;

    /// <summary>The circle it is about, whose hosts never read it; null for none.</summary>
    public Guid? CircleId { get; init; }

    /// <summary>Whether who is signed in may be written to; their name and address are then shown to readers.</summary>
    public bool MayWrite { get; init; }

    /// <summary>What the form was made with, so that one that is sent twice is one concern; null for none.</summary>
    public Guid? Key { get; init; }

    /// <summary>An address that somebody who is not signed in left; null for none.</summary>
    public string? Contact { get; init; }

    /// <summary>Says nothing of it, so that it does not reach a log by accident.</summary>
    public override string ToString() => nameof(NewConcern);
}

/// <summary>What is sealed.</summary>
internal sealed record ToldConcern(string About, string What, string? Contact)
{
    public override string ToString() => nameof(ToldConcern);
}

/// <summary>An organisation that can be chosen.</summary>
/// <param name="HasReaders">Whether somebody organises there now.</param>
public sealed record ConcernChoice(Guid Id, string Slug, string Name, bool HasReaders);

/// <summary>What the letter is written from.</summary>
internal sealed record ConcernLetterData(Guid ConcernId);
