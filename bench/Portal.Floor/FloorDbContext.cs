using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Portal.Floor;

/// <summary>Identity's tables and nothing else.</summary>
internal sealed class FloorDbContext(DbContextOptions<FloorDbContext> options) : IdentityDbContext(options);
