using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Xml;
using Portal.Core.Mail;
using Portal.Core.Updates;
using Portal.Core.Updates.Pictures;

namespace Portal.Web.Features.Updates;

/// <summary>Writes Atom feeds (RFC 4287).</summary>
public static class AtomFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Xml = "http://www.w3.org/XML/1998/namespace";

    /// <summary>What a feed is served as.</summary>
    public const string MediaType = "application/atom+xml; charset=utf-8";

    /// <summary>Updates as entries, the newest first: a feed knows no pins.</summary>
    public static IReadOnlyList<AtomEntry> EntriesOf(IReadOnlyList<UpdateCard> updates) =>
        [.. updates.OrderByDescending(u => u.PublishedAt).Select(u => new AtomEntry(u.Id, u.Language, u.Title, u.PublishedAt, ChangedAt(u), u.Organisation, $"/updates/{u.Id}", u.Html) { Picture = u.Picture })];

    /// <summary>A feed in UTF-8. Titles are plain text, contents escaped HTML, each entry in its own language.</summary>
    /// <param name="self">Its own path.</param>
    /// <param name="page">The page of which it is the feed.</param>
    public static byte[] Write(IReadOnlyList<AtomEntry> entries, string title, string self, string page, PortalLinks links)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            xml.WriteStartElement("feed", Atom);
            Element(xml, "id", links.To(self));
            Element(xml, "title", title);
            Element(xml, "updated", UpdateTimes.Machine(entries.Select(entry => entry.UpdatedAt).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max()));
            Link(xml, "self", links.To(self));
            Link(xml, "alternate", links.To(page));
            foreach (var entry in entries)
            {
                WriteEntry(xml, entry, links);
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void WriteEntry(XmlWriter xml, AtomEntry entry, PortalLinks links)
    {
        xml.WriteStartElement("entry", Atom);
        xml.WriteAttributeString("xml", "lang", Xml, entry.Language);
        Element(xml, "id", $"urn:uuid:{entry.Id}");
        Element(xml, "title", entry.Title);
        Element(xml, "published", UpdateTimes.Machine(entry.PublishedAt));
        Element(xml, "updated", UpdateTimes.Machine(entry.UpdatedAt));
        xml.WriteStartElement("author", Atom);
        Element(xml, "name", entry.Author);
        xml.WriteEndElement();
        Link(xml, "alternate", links.To(entry.Path));
        xml.WriteStartElement("content", Atom);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(Writable(entry.Html));
        if (entry.Picture is { } picture)
        {
            xml.WriteString(Writable(ImageOf(picture, links)));
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    // Readers of feeds come back for an entry whose time has moved: when its picture was released, it has changed.
    private static DateTimeOffset ChangedAt(UpdateCard card)
    {
        var edited = card.EditedAt ?? card.PublishedAt;
        return card.Picture?.ReleasedAt > edited ? card.Picture.ReleasedAt : edited;
    }

    private static string ImageOf(CardPicture picture, PortalLinks links) => string.Create(
        CultureInfo.InvariantCulture,
        $"""<p><img src="{links.To(picture.Large)}" alt="{HtmlEncoder.Default.Encode(picture.Alt)}" width="{picture.Width}" height="{picture.Height}"></p>""");

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Atom, Writable(text));

    private static void Link(XmlWriter xml, string rel, string address)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", rel);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    /// <summary>XML 1.0 has no way to write some characters, not even escaped.</summary>
    private static string Writable(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value)));
}
