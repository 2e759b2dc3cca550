using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.RateLimiting;

namespace Portal.Web.Infrastructure;

/// <summary>Puts every action that names no family of its own under <see cref="RateLimits.Forms"/>, so that none is forgotten.</summary>
public sealed class EveryFormIsLimited : IActionModelConvention
{
    /// <inheritdoc />
    public void Apply(ActionModel action)
    {
        if (action.Attributes.Concat(action.Controller.Attributes).Any(attribute => attribute is EnableRateLimitingAttribute or DisableRateLimitingAttribute))
        {
            return;
        }

        foreach (var selector in action.Selectors)
        {
            selector.EndpointMetadata.Add(new EnableRateLimitingAttribute(RateLimits.Forms));
        }
    }
}
