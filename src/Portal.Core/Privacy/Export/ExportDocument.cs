namespace Portal.Core.Privacy.Export;

/// <summary>What the portal holds about one person, in sections.</summary>
public sealed record ExportDocument(DateTimeOffset MadeAt, string TimeZone, IReadOnlyList<ExportSection> Sections);

/// <summary>One kind of thing: its name as code and texts know it, and its rows.</summary>
public sealed record ExportSection(string Name, IReadOnlyList<ExportRow> Rows);

/// <summary>One of them.</summary>
public sealed record ExportRow(IReadOnlyList<ExportField> Fields);

/// <summary>One thing about it: its name as code and texts know it, and a text, number, instant, day, list, or null.</summary>
public sealed record ExportField(string Name, object? Value);
