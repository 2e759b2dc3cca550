using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Portal.Core.Organisations;
using Portal.Core.Organisations.People;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.People;

/// <summary>The filters of the list of members as they stand in its address.</summary>
public sealed class PeopleForm
{
    /// <summary>The address name of one organisation.</summary>
    public string? Organisation { get; set; }

    /// <summary>A part of a name.</summary>
    public string? Name { get; set; }

    /// <summary>One role.</summary>
    public MembershipRole? Role { get; set; }

    /// <summary>The page, from 1.</summary>
    public int Page { get; set; } = 1;

    /// <summary>What is looked for.</summary>
    public MemberSearch ToSearch() => new() { Organisation = Organisation, Name = Name, Role = Role, Page = Page };

    /// <summary>The address of a page of the list with these filters.</summary>
    public string Address(int page)
    {
        var values = new[]
        {
            string.IsNullOrEmpty(Organisation) ? null : $"organisation={Uri.EscapeDataString(Organisation)}",
            string.IsNullOrWhiteSpace(Name) ? null : $"name={Uri.EscapeDataString(Name)}",
            Role is { } role ? $"role={role}" : null,
            page > 1 ? $"page={page.ToString(CultureInfo.InvariantCulture)}" : null,
        };
        return "/organise/people?" + string.Join('&', values.OfType<string>());
    }
}

/// <summary>The list.</summary>
public sealed record PeopleModel(MemberPage Found, PeopleForm Form)
{
    /// <summary>Its pages.</summary>
    public PagerModel Pager => new(Found.Page, Found.Pages, Form.Address);

    /// <summary>The name of an organisation, where one organises several.</summary>
    public string? NameOf(Guid organisationId) => Found.Organisations.Count > 1 ? Found.Organisations.FirstOrDefault(o => o.Id == organisationId)?.Name : null;
}

/// <summary>Which role a member gets.</summary>
public sealed class RoleForm
{
    /// <summary>The role.</summary>
    [Required, EnumDataType(typeof(MembershipRole))]
    public MembershipRole? Role { get; set; }

    /// <summary>Whether it is the reader's own, who may then not see the page any more.</summary>
    public bool IsOneself { get; set; }
}

/// <summary>On which day a role ends.</summary>
public sealed class RoleEndForm
{
    /// <summary>Its last day; null for no end.</summary>
    public DateOnly? LastDay { get; set; }
}

/// <summary>On which terms a membership ends.</summary>
public sealed class EndForm
{
    /// <summary>The bookings that need it, as they were seen.</summary>
    public List<Guid> Seen { get; set; } = [];

    /// <summary>Whether they are taken back; null where nothing was chosen.</summary>
    public bool? TakesBack { get; set; }

    /// <summary>Whether it is the reader's own.</summary>
    public bool IsOneself { get; set; }
}
