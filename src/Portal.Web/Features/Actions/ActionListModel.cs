using Portal.Core.Actions;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Actions;

/// <summary>One page of actions.</summary>
public sealed record ActionListModel(ActionListForm Form, IReadOnlyList<ActionCard> Actions, int Count, DateOnly Today)
{
    /// <summary>The pages of the list.</summary>
    public PagerModel Pager => new(Form.PageNumber, (Count + ActionQueries.PageSize - 1) / ActionQueries.PageSize, Form.Address);
}

/// <summary>One action, and the sentence that stands in the field.</summary>
public sealed record ActionModel(ActionDetails Action, DateOnly Today, string? Sentence)
{
    /// <summary>Whether it still counts.</summary>
    public bool Runs => Action.Card.Runs(Today);
}

/// <summary>An action in a list.</summary>
public sealed record ActionTile(ActionCard Action, DateOnly Today);
