namespace Portal.Core.Organisations;

/// <summary>An organisation as lists name it.</summary>
public sealed record OrganisationRef(Guid Id, string Slug, string Name);
