using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Portal.Floor;

// The least that MVC, Identity, a database and a SignalR hub are: what the portal's start and its live connections are compared with.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContextPool<FloorDbContext>(options => options.UseSqlite($"Data Source={builder.Configuration["db"] ?? "floor.db"}"));
builder.Services.AddIdentity<IdentityUser, IdentityRole>().AddEntityFrameworkStores<FloorDbContext>();
builder.Services.AddControllersWithViews();
builder.Services.AddSignalR();

await using var app = builder.Build();
await using (var scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<FloorDbContext>().Database.EnsureCreatedAsync();
}

app.UseRouting();
app.UseAuthentication();
app.UseAuthorization();
app.MapDefaultControllerRoute();
app.MapHub<BareHub>("/hub");
app.MapPost("/publish", async (HttpRequest request, IHubContext<BareHub> hub) =>
{
    using var reader = new StreamReader(request.Body);
    await hub.Clients.All.SendAsync("update", await reader.ReadToEndAsync());
});
await app.RunAsync();
