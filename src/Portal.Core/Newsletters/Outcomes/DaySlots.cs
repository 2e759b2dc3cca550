using System.Linq.Expressions;

namespace Portal.Core.Newsletters.Outcomes;

/// <summary>
/// Days as a database can group by them. Where they begin is known here alone, for clocks change and neither database knows how, so each
/// day is a pair of instants, and the number of a day is one <c>CASE</c> over them.
/// </summary>
/// <param name="Bounds">Where the days begin, and where the last one ends.</param>
internal sealed record DaySlots(IReadOnlyList<DateTimeOffset> Bounds)
{
    /// <summary>The number of the day in which an instant lies, from <paramref name="first"/> on. The caller leaves out what lies on none.</summary>
    public Expression<Func<T, int>> NumberOf<T>(Expression<Func<T, DateTimeOffset>> at, int first)
    {
        Expression number = Expression.Constant(first + Bounds.Count - 2);
        for (var day = Bounds.Count - 3; day >= 0; day--)
        {
            var end = Bounds[day + 1];

            // As a lambda's own variable it becomes a parameter, and the same command serves every issue.
            Expression<Func<DateTimeOffset>> parameter = () => end;
            number = Expression.Condition(Expression.LessThan(at.Body, parameter.Body), Expression.Constant(first + day), number);
        }

        return Expression.Lambda<Func<T, int>>(number, at.Parameters);
    }
}
