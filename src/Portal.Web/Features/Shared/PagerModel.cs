namespace Portal.Web.Features.Shared;

/// <summary>Where a reader stands in a list of several pages, counted from 1, and the address of each page.</summary>
public sealed record PagerModel(int Page, int Pages, Func<int, string> Address)
{
    /// <summary>The pages to offer: the first, the last and those around this one; 0 stands for a gap.</summary>
    public IEnumerable<int> Offered()
    {
        var last = 0;
        foreach (var page in Enumerable.Range(1, Pages).Where(page => page == 1 || page == Pages || Math.Abs(page - Page) <= 1))
        {
            if (page > last + 1)
            {
                yield return 0;
            }

            yield return last = page;
        }
    }
}
