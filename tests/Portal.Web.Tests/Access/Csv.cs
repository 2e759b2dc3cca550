using System.Text;

namespace Portal.Web.Tests.Access;

/// <summary>Reads a table as a spreadsheet does.</summary>
internal static class Csv
{
    public static IEnumerable<string> Cells(string table)
    {
        var (cell, quoted) = (new StringBuilder(), false);
        for (var at = 0; at < table.Length; at++)
        {
            var letter = table[at];
            if (quoted && letter == '"' && at + 1 < table.Length && table[at + 1] == '"')
            {
                cell.Append('"');
                at++;
            }
            else if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && letter is ',' or ';' or '\n' && !quoted)
            {
                yield return cell.ToString().TrimEnd('\r');
                cell.Clear();
            }
            else if (letter != '\uFEFF')
            {
                cell.Append(letter);
            }
        }

        yield return cell.ToString();
    }
}
