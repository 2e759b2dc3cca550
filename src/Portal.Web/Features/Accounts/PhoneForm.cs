namespace Portal.Web.Features.Accounts;

/// <summary>A phone, or nothing.</summary>
public sealed class PhoneForm
{
    /// <summary>The number as it is dialled.</summary>
    public string? Phone { get; set; }
}
