using System.Globalization;

namespace Portal.Web.Features.Shared.Charts;

/// <summary>A picture of numbers in a row, with the same numbers as a table: <c>&lt;partial name="Charts/_BarChart" model="chart" /&gt;</c>.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Summary">What it says, in a sentence, also for who does not see it.</param>
/// <param name="NameHead">The head of the table's first column.</param>
/// <param name="NumberHead">The head of its second column.</param>
/// <param name="Groups">The bars; between groups is a gap.</param>
public sealed record BarChart(string Title, string Summary, string NameHead, string NumberHead, IReadOnlyList<BarGroup> Groups)
{
    private const double Tall = 100;
    private const double Wide = 10;
    private const double Bar = 8;
    private const double Hollow = 0.5;

    /// <summary>What a bar without a number stands for, in the key below the picture; null where there is none.</summary>
    public string? HollowMeans { get; init; }

    /// <summary>The number at the top of the picture.</summary>
    public int Top => Math.Max(5, Groups.SelectMany(group => group.Bars).Max(bar => bar.Number) ?? 0);

    /// <summary>The <c>viewBox</c>, which is stretched to the width there is.</summary>
    public string ViewBox => $"0 0 {Say((Groups.Sum(group => group.Bars.Count) + Groups.Count - 1) * Wide)} {Say(Tall)}";

    /// <summary>Whether any bar has no number.</summary>
    public bool HasHollow => Groups.Any(group => group.Bars.Any(bar => bar.Number is null));

    /// <summary>The name of the first bar and of the last one.</summary>
    public (string First, string Last) Ends => (Groups[0].Bars[0].Name, Groups[^1].Bars[^1].Name);

    /// <summary>The bars as rectangles, in the order in which they are read. All without a number are equally high, whatever they stand for.</summary>
    public IEnumerable<BarShape> Shapes()
    {
        var x = (Wide - Bar) / 2;
        foreach (var group in Groups)
        {
            foreach (var bar in group.Bars)
            {
                var height = bar.Number is { } number ? Tall * number / Top : Tall * Hollow * 5 / Top;
                yield return new BarShape(Say(x), Say(Tall - height), Say(Bar), Say(height), bar.Number is null ? $"{group.Look} is-hollow" : group.Look, $"{bar.Name}: {bar.Words}");
                x += Wide;
            }

            x += Wide;
        }
    }

    private static string Say(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>Bars that belong together.</summary>
/// <param name="Name">What they have in common.</param>
/// <param name="Look">A class of the style sheet, or empty.</param>
public sealed record BarGroup(string Name, string Look, IReadOnlyList<Bar> Bars);

/// <summary>One number.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Number">How high the bar is; null where the number is not told.</param>
/// <param name="Words">The number as the table says it.</param>
public sealed record Bar(string Name, int? Number, string Words);

/// <summary>A rectangle, in the words of SVG.</summary>
public sealed record BarShape(string X, string Y, string Width, string Height, string Look, string Title);
