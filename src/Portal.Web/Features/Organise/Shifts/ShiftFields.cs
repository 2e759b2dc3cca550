using System.Globalization;
using System.Text;
using System.Text.Json;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Changes;

namespace Portal.Web.Features.Organise.Shifts;

/// <summary>The fields of a shift's form as names and values: so that two versions of it can be compared, and what two people wrote be put together.</summary>
public static class ShiftFields
{
    private static readonly (string Name, Func<ShiftForm, string> Get, Action<ShiftForm, string> Set)[] Shift =
    [
        (nameof(ShiftForm.ActivityId), f => $"{f.ActivityId}", (f, v) => f.ActivityId = Id(v)),
        (nameof(ShiftForm.Place), f => f.Place ?? "", (f, v) => f.Place = v),
        (nameof(ShiftForm.Date), f => f.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", (f, v) => f.Date = DateOnly.TryParse(v, CultureInfo.InvariantCulture, out var day) ? day : null),
        (nameof(ShiftForm.Start), f => Clock(f.Start), (f, v) => f.Start = Clock(v)),
        (nameof(ShiftForm.End), f => Clock(f.End), (f, v) => f.End = Clock(v)),
        (nameof(ShiftForm.Visibility), f => $"{f.Visibility}", (f, v) => f.Visibility = Enum.TryParse<Visibility>(v, out var who) ? who : null),
        (nameof(ShiftForm.BookingMode), f => $"{f.BookingMode}", (f, v) => f.BookingMode = Enum.TryParse<BookingMode>(v, out var mode) ? mode : f.BookingMode),
        (nameof(ShiftForm.CancellationHours), f => Number(f.CancellationHours), (f, v) => f.CancellationHours = Number(v)),
        (nameof(ShiftForm.LeadId), f => $"{f.LeadId}", (f, v) => f.LeadId = Id(v)),
        (nameof(ShiftForm.DutyPhone), f => f.DutyPhone?.Trim() ?? "", (f, v) => f.DutyPhone = v),
        (nameof(ShiftForm.Description), f => (f.Description ?? "").ReplaceLineEndings("\n").Trim(), (f, v) => f.Description = v),
        (nameof(ShiftForm.DescriptionLanguage), f => f.DescriptionLanguage ?? "", (f, v) => f.DescriptionLanguage = v),
    ];

    private static readonly (string Name, Func<PositionForm, string> Get, Action<PositionForm, string> Set)[] Position =
    [
        (nameof(PositionForm.English), p => p.English?.Trim() ?? "", (p, v) => p.English = v),
        (nameof(PositionForm.French), p => p.French?.Trim() ?? "", (p, v) => p.French = v),
        (nameof(PositionForm.Minimum), p => Number(p.Minimum), (p, v) => p.Minimum = Number(v)),
        (nameof(PositionForm.Capacity), p => Number(p.Capacity), (p, v) => p.Capacity = Number(v)),
        (nameof(PositionForm.BeginnerFriendly), p => p.BeginnerFriendly ? "true" : "", (p, v) => p.BeginnerFriendly = v.Length > 0),
        (nameof(PositionForm.Languages), p => Several(p.Languages.Where(code => !string.IsNullOrEmpty(code))), (p, v) => p.Languages = [.. Several(v)]),
        (nameof(PositionForm.IsInterpreter), p => p.IsInterpreter ? "true" : "", (p, v) => p.IsInterpreter = v.Length > 0),
        (nameof(PositionForm.Qualifications), p => Several(p.Qualifications.Select(id => id.ToString())), (p, v) => p.Qualifications = [.. Several(v).Select(Guid.Parse)]),
    ];

    /// <summary>The form that shows a shift as it is.</summary>
    public static ShiftForm FormOf(EditableShift editable)
    {
        var (shift, zone) = (editable.Shift, editable.Zone);
        var (start, end) = (WallTime.At(shift.StartsAt, zone), WallTime.At(shift.EndsAt, zone));
        return new ShiftForm
        {
            ActivityId = shift.ActivityId,
            Place = shift.SiteId?.ToString() ?? (RemoteTask.Is(shift.StartsAt, shift.EndsAt) ? ShiftForm.AsTask : ShiftForm.FromHome),
            Date = DateOnly.FromDateTime(start),
            Start = RemoteTask.Is(shift.StartsAt, shift.EndsAt) ? null : TimeOnly.FromDateTime(start),
            End = TimeOnly.FromDateTime(end),
            Visibility = shift.Visibility,
            BookingMode = shift.BookingMode,
            CancellationHours = shift.CancellationHours,
            LeadId = shift.LeadId,
            DutyPhone = shift.DutyPhone,
            Description = shift.Description,
            DescriptionLanguage = shift.DescriptionLanguage,
            Positions = [.. editable.Positions.Select(p => new PositionForm
            {
                Id = p.Id,
                English = p.Name.Exactly("en"),
                French = p.Name.Exactly("fr"),
                Minimum = p.Minimum,
                Capacity = p.Capacity,
                Languages = [.. p.Languages],
                IsInterpreter = p.IsInterpreter,
                Qualifications = [.. p.Qualifications],
                BeginnerFriendly = p.BeginnerFriendly,
            })],
        };
    }

    /// <summary>The whole days between start and end that a form of times does not show.</summary>
    public static int ExtraDaysOf(EditableShift editable) =>
        Math.Max(0, (int)Math.Ceiling((WallTime.At(editable.Shift.EndsAt, editable.Zone) - WallTime.At(editable.Shift.StartsAt, editable.Zone)).TotalDays) - 1);

    /// <summary>Every field with its value; those of positions by the position's identifier.</summary>
    public static IReadOnlyDictionary<string, string> ValuesOf(ShiftForm form)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, get, _) in Shift)
        {
            values[name] = get(form);
        }

        foreach (var row in form.Positions.Where(p => p is { Id: not null, IsBlank: false }))
        {
            foreach (var (name, get, _) in Position)
            {
                values[$"{row.Id}.{name}"] = get(row);
            }
        }

        return values;
    }

    /// <summary>What is written into the page, to be read by <see cref="Read"/>.</summary>
    public static string Write(IReadOnlyDictionary<string, string> values) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(values));

    /// <summary>The values that a form was made from; none where they cannot be read.</summary>
    public static IReadOnlyDictionary<string, string> Read(string? written)
    {
        try
        {
            var read = JsonSerializer.Deserialize<Dictionary<string, string?>>(Encoding.UTF8.GetString(Convert.FromBase64String(written ?? ""))) ?? [];
            return read.Where(field => field.Value is not null && IsField(field.Key)).ToDictionary(field => field.Key, field => field.Value!);
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            return new Dictionary<string, string>();
        }
    }

    // What comes back with a page may have been written by anybody.
    private static bool IsField(string key) => key.Split('.') switch
    {
        [var name] => Shift.Any(field => field.Name == name),
        [var id, var name] => Guid.TryParse(id, out _) && Position.Any(field => field.Name == name),
        _ => false,
    };

    /// <summary>What somebody else changed goes into the form wherever its writer left the field alone.</summary>
    public static void TakeOver(ShiftForm form, IReadOnlyDictionary<string, string> was, IReadOnlyDictionary<string, string> now)
    {
        bool IsTheirs(string key, string mine) => was.TryGetValue(key, out var old) && old == mine && now.GetValueOrDefault(key, old) != old;
        foreach (var (name, get, set) in Shift)
        {
            if (IsTheirs(name, get(form)))
            {
                set(form, now[name]);
            }
        }

        foreach (var row in form.Positions.Where(p => p is { Id: not null }))
        {
            foreach (var (name, get, set) in Position)
            {
                if (IsTheirs($"{row.Id}.{name}", get(row)))
                {
                    set(row, now[$"{row.Id}.{name}"]);
                }
            }
        }
    }

    private static string Several(IEnumerable<string> values) => string.Join(' ', values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static string[] Several(string values) => values.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Clock(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";

    private static TimeOnly? Clock(string value) => TimeOnly.TryParse(value, CultureInfo.InvariantCulture, out var time) ? time : null;

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static int? Number(string value) => int.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Guid? Id(string value) => Guid.TryParse(value, out var id) ? id : null;
}
