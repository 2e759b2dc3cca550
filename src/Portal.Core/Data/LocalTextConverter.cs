using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Portal.Core.Data;

/// <summary>Stores a <see cref="LocalText"/> as its JSON.</summary>
internal sealed class LocalTextConverter() : ValueConverter<LocalText, string>(text => text.ToJson(), json => LocalText.Parse(json));
