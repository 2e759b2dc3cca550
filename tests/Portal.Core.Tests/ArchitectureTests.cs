using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Portal.Core.Tests;

public sealed class ArchitectureTests
{
    private static readonly string[] UnknownToCore =
        ["Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.SignalR", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", "Quartz", "Portal.Jobs", "Portal.Web"];

    [Fact]
    public void Core_knows_no_web_and_no_scheduler() => Findings.None(Known("Portal.Core", UnknownToCore));

    [Fact]
    public void Jobs_know_no_web() => Findings.None(Known("Portal.Jobs", ["Portal.Web", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.SignalR"]));

    [Fact]
    public void Web_refers_to_jobs_only_to_host_them() =>
        Findings.None(UsesOf("Portal.Web", "Portal.Jobs").Where(use => !use.StartsWith("PortalJobsServices.", StringComparison.Ordinal)));

    [Fact]
    public void What_is_known_is_found()
    {
        Assert.NotEmpty(Known("Portal.Web", UnknownToCore));
        Assert.Contains("PortalCoreServices.AddPortalCore", UsesOf("Portal.Web", "Portal.Core"));
    }

    private static IEnumerable<string> Known(string assembly, string[] names) =>
        Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(name => Array.Exists(names, unwanted => name == unwanted || name.StartsWith($"{unwanted}.", StringComparison.Ordinal)));

    private static List<string> UsesOf(string user, string used)
    {
        using var file = new PEReader(File.OpenRead(Assembly.Load(user).Location));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.MemberReferences.Select(metadata.GetMemberReference)
                .Where(member => member.Parent.Kind == HandleKind.TypeReference)
                .Select(member => (Member: member, Type: metadata.GetTypeReference((TypeReferenceHandle)member.Parent)))
                .Where(use => use.Type.ResolutionScope.Kind == HandleKind.AssemblyReference
                    && metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)use.Type.ResolutionScope).Name) == used)
                .Select(use => $"{metadata.GetString(use.Type.Name)}.{metadata.GetString(use.Member.Name)}"),
        ];
    }
}
