namespace Portal.Web.Features.Organise.Updates;

/// <summary>The page around the form: the update that is edited (null for a new one) and the organisations to choose from.</summary>
public sealed record UpdateFormModel(UpdateForm Form, Guid? Id, IReadOnlyDictionary<Guid, string> Organisations);
