using Portal.Web;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddPortalWeb(builder.Configuration, builder.Environment);

var app = builder.Build();
app.UsePortalWeb();
await app.RunAsync();

/// <summary>The entry point, named so that tests can host the portal.</summary>
public partial class Program;
