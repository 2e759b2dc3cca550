namespace Portal.Web.Features.Errors;

/// <summary>A status code and the id under which the log knows the request.</summary>
public sealed record ErrorModel(int Code, string TraceId)
{
    /// <summary>The part of the resource keys that fits: a code with words of its own, otherwise its family.</summary>
    public string Words => Code switch
    {
        400 or 401 or 403 or 404 or 405 or 413 or 429 => $"Errors.{Code}",
        < 500 => "Errors.400",
        _ => "Errors.500",
    };
}
