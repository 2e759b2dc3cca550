namespace Portal.Web.Features.CallOuts;

/// <summary>The buttons below a call-out. <paramref name="FormKey"/>: a double tap takes one place. "Not now" is for those who were asked.</summary>
public sealed record AnswerModel(Guid CallOutId, Guid FormKey, bool IsAsked);
