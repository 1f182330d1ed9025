using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;

// A few short runs in this process: enough to tell 5 ms from 15, on a machine that does other things too.
// PEERSLOT_PICTURES names the folder of the pictures. Everything BenchmarkDotNet takes is taken: --filter '*Renderers*', --job, ...
// "goals" alone prints what bench/pictures.sh puts at its end, "screens" alone the table of bench/screens.md.
if (args is ["goals" or "screens"])
{
    if (args[0] == "goals")
        PeerSlot.Bench.PictureGoals.Print();
    else
        PeerSlot.Bench.ScreenGoals.Print();
    return;
}

var shortRuns = Job.ShortRun.WithToolchain(BenchmarkDotNet.Toolchains.InProcess.Emit.InProcessEmitToolchain.Instance);
BenchmarkSwitcher.FromAssembly(typeof(PeerSlot.Bench.RendererBenchmarks).Assembly).Run(args, DefaultConfig.Instance.AddJob(shortRuns));
