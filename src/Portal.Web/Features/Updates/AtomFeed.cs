using System.Text;
using System.Xml;
using Portal.Core.Mail;
using Portal.Core.Updates;

namespace Portal.Web.Features.Updates;

/// <summary>Writes updates as an Atom feed (RFC 4287).</summary>
public static class AtomFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Xml = "http://www.w3.org/XML/1998/namespace";

    /// <summary>The feed in UTF-8. Titles are plain text, contents escaped HTML, each entry in its own language.</summary>
    public static byte[] Write(IReadOnlyList<UpdateCard> updates, string title, PortalLinks links)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            xml.WriteStartElement("feed", Atom);
            Element(xml, "id", links.To("/updates.atom"));
            Element(xml, "title", title);
            Element(xml, "updated", UpdateTimes.Machine(updates.Select(ChangedAt).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max()));
            Link(xml, "self", links.To("/updates.atom"));
            Link(xml, "alternate", links.To("/updates"));
            foreach (var update in updates)
            {
                WriteEntry(xml, update, links);
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void WriteEntry(XmlWriter xml, UpdateCard update, PortalLinks links)
    {
        xml.WriteStartElement("entry", Atom);
        xml.WriteAttributeString("xml", "lang", Xml, update.Language);
        Element(xml, "id", $"urn:uuid:{update.Id}");
        Element(xml, "title", update.Title);
        Element(xml, "published", UpdateTimes.Machine(update.PublishedAt));
        Element(xml, "updated", UpdateTimes.Machine(ChangedAt(update)));
        xml.WriteStartElement("author", Atom);
        Element(xml, "name", update.Organisation);
        xml.WriteEndElement();
        Link(xml, "alternate", links.To($"/updates/{update.Id}"));
        xml.WriteStartElement("content", Atom);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(Writable(update.Html));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static DateTimeOffset ChangedAt(UpdateCard update) => update.EditedAt ?? update.PublishedAt;

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
