using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Core.Privacy;

/// <summary>
/// The names that stand in meeting points: words with a capital letter, or of a script that has none, that are neither public nor said of
/// any place. It answers where a text has one of them, and gives none of them away.
/// </summary>
public sealed class PlaceNames
{
    /// <summary>Shortest name, in letters.</summary>
    private const int Shortest = 3;

    private static readonly Regex Word = new(@"\p{L}[\p{L}\p{M}]*", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    // What stands in the description of any place, in French and English, folded; the days, and the towns.
    private static readonly FrozenSet<string> Common = Words(
        """
        the and for from with then there here you your our who will not all into onto please next first second third
        meet meeting point behind beside near opposite front back under above between after before along around outside inside left right north south east west
        car park parking gate entrance exit road street avenue lane square bridge station church school shop supermarket warehouse petrol bus stop tram train port ferry beach
        hospital town hall corner roundabout building door floor side path field wood woods canal river bank lamp post wall fence sign table tent
        look ring call ask wait wears lead bring come turn take walk cross go van truck car hat jacket vest white blue red green yellow orange black grey
        les une des aux sur sous dans avec pour par puis chez entre vers près derrière devant côté après avant face autour long nord sud est ouest gauche droite
        rue route boulevard place chemin quai allée impasse passage cours entrée sortie portail gare église école mairie supermarché magasin entrepôt hangar zone pont plage
        hôpital arrêt rond point coin angle bâtiment porte étage terrain champ bois rivière mur grille panneau lampadaire station service
        sonner sonnez appeler appelez attendre attendez venir venez prendre prenez tourner tournez demander demandez traverser rendez vous nous notre votre
        camion camionnette fourgon voiture bonnet gilet veste blanc blanche bleu bleue rouge vert verte jaune noir noire gris grise
        monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche
        calais dunkirk dunkerque coquelles sangatte marck grande synthe loon france
        """).ToFrozenSet(StringComparer.Ordinal);

    private readonly FrozenSet<string> _names;

    private PlaceNames(FrozenSet<string> names) => _names = names;

    /// <summary>No names: nothing is found.</summary>
    public static PlaceNames None { get; } = new(FrozenSet<string>.Empty);

    /// <summary>The names in these points, but for those that stand in what is public anyhow.</summary>
    public static PlaceNames In(IEnumerable<string> points, IEnumerable<string> known) => new(
        points.SelectMany(point => Word.Matches(point).Select(word => word.Value))
            .Where(word => word.Length >= Shortest && IsName(word))
            .Select(Folded)
            .Except(known.SelectMany(Words))
            .Except(Common)
            .ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Where they stand in a text, in its order, however they are spelt as to capitals and accents; names side by side are one.</summary>
    public IEnumerable<(int Index, int Length)> Find(string text)
    {
        if (_names.Count == 0)
        {
            yield break;
        }

        var (start, end) = (-1, -1);
        foreach (Match word in Word.Matches(text))
        {
            if (!_names.Contains(Folded(word.Value)))
            {
                continue;
            }

            if (start >= 0 && text.AsSpan(end, word.Index - end).Trim(" -'’").IsEmpty)
            {
                end = word.Index + word.Length;
                continue;
            }

            if (start >= 0)
            {
                yield return (start, end - start);
            }

            (start, end) = (word.Index, word.Index + word.Length);
        }

        if (start >= 0)
        {
            yield return (start, end - start);
        }
    }

    /// <summary>How many there are, and none of them.</summary>
    public override string ToString() => $"{_names.Count} names";

    private static IEnumerable<string> Words(string text) => Word.Matches(text).Select(word => Folded(word.Value));

    private static bool IsName(string word) =>
        CharUnicodeInfo.GetUnicodeCategory(word, 0) is UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.OtherLetter;

    // Without accents and capitals: "Hôpital" and "HOPITAL" are one word.
    private static string Folded(string word) => string.Concat(word.Normalize(NormalizationForm.FormD)
        .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)).ToUpperInvariant();
}
