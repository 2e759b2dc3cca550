using Portal.Core;
using Portal.Web;
using Portal.Web.Infrastructure;

var builder = WebApplication.CreateBuilder(args);
builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);
builder.Services.AddPortalCore(builder.Configuration);
builder.Services.AddPortalWeb(builder.Configuration, builder.Environment);

var app = builder.Build();
app.UsePortalWeb();
await Commands.RunAsync(app, args);

/// <summary>The entry point, named so that tests can host the portal.</summary>
public partial class Program;
