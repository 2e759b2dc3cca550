using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace Portal.Web.Features.Organise.Roster;

/// <summary>A QR code as SVG without any style: one path of dark squares on a light ground, in light and in dark, for cameras.</summary>
public static class QrCode
{
    /// <summary>The picture of an address, with words for those who do not see it.</summary>
    public static IHtmlContent Of(string address, string label)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var squares = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < code.ModuleMatrix[y].Count; x++)
            {
                if (code.ModuleMatrix[y][x])
                {
                    squares.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        var size = code.ModuleMatrix.Count;
        return new HtmlContentBuilder()
            .AppendHtml($"""<svg class="qr" role="img" viewBox="0 0 {size} {size}" shape-rendering="crispEdges" aria-label=" """.TrimEnd())
            .Append(label)
            .AppendHtml($"""
                "><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{squares}"/></svg>
                """);
    }
}
