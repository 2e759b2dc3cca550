using System.Globalization;
using System.Resources;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Core.Resources;

namespace Portal.Core.Accounts.Deletion;

/// <summary>
/// Reads the empty name of an erased account as "former volunteer", in the language of whoever reads. Names are read by some sixty queries,
/// and none of them can forget it.
/// </summary>
internal sealed class FormerNameConverter() : ValueConverter<string, string>(name => name, stored => Read(stored))
{
    private static readonly ResourceManager Words = new(typeof(Texts));

    public static string Read(string stored) => stored.Length > 0 ? stored : Words.GetString("Accounts.Former", CultureInfo.CurrentUICulture)!;
}
