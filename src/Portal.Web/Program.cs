using Portal.Core;
using Portal.Web;
using Portal.Web.Infrastructure;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);
    builder.Services.AddPortalCore(builder.Configuration);
    builder.Services.AddPortalWeb(builder.Configuration, builder.Environment);

    var app = builder.Build();
    app.UsePortalWeb();
    return await Commands.RunAsync(app, args);
}
catch (Exception refusal) when (StartRefusal.Is(refusal))
{
    await Console.Error.WriteLineAsync(StartRefusal.Sentence(refusal));
    return 1;
}

/// <summary>The entry point, named so that tests can host the portal.</summary>
public partial class Program;
