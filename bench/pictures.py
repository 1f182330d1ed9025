"""The work of pictures.sh: runs the programs, scores what they print, and sets means beside goals."""
import importlib.machinery
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PICTURES = Path(os.environ["PEERSLOT_PICTURES"])
RUNS = int(os.environ.get("RUNS", "5"))
SIZES = [(80, 24), (120, 40), (200, 60)]
PHOTOS = ["photo640.jpg", "photo1920.jpg"]
DRAWN = ["text.png", "lineart.png"]
LARGE = "photo4000.jpg"


def programs(peerslot):
    def ours(*options):
        return [peerslot, "show", "--size", "SIZE", *options]

    def chafa(*options):
        return ["chafa", "-f", "symbols", "--size", "SIZE", *options]

    return {
        "half": ours("--mode", "half"),
        "half, compact": ours("--mode", "half", "--compact"),
        "block": ours("--mode", "block"),
        "best": ours("--mode", "best"),
        "half, 256": ours("--mode", "half", "--colors", "256"),
        "half, 256 dithered": ours("--mode", "half", "--colors", "256", "--dither"),
        "best, 256 dithered": ours("--mode", "best", "--colors", "256", "--dither"),
        "half, 16": ours("--mode", "half", "--colors", "16"),
        "chafa half": chafa("--symbols", "vhalf", "-c", "full"),
        "chafa block -w 9": chafa("--symbols", "block", "-w", "9", "-c", "full"),
        "chafa half, 256": chafa("--symbols", "vhalf", "-c", "256"),
        "timg half": ["timg", "-ph", "-b", "#000000", "-g", "SIZE"],
        "timg half, 256": ["timg", "-ph", "-b", "#000000", "--color8", "-g", "SIZE"],
    }


def load_score():
    loader = importlib.machinery.SourceFileLoader("score", os.environ["SCORE"])
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("score", loader))
    loader.exec_module(module)
    return module


def run(command, picture, size):
    """What the program prints, its least CPU time in ms over RUNS, and the most memory that it held, in MiB; None where it fails."""
    command = [part.replace("SIZE", "%dx%d" % size) for part in command] + [str(picture)]
    output, least, most = b"", float("inf"), 0
    for _ in range(RUNS):
        # time(1) stands between, as a child begins with the memory of the process that it was forked from.
        with tempfile.TemporaryFile() as file, tempfile.NamedTemporaryFile() as memory:
            timed = ["/usr/bin/time", "-q", "-f", "%M", "-o", memory.name, *command]
            child = subprocess.Popen(timed, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = status
            if status != 0:
                return None
            file.seek(0)
            output = file.read()
            most = max(most, int(memory.read()) / 1024)
        least = min(least, (usage.ru_utime + usage.ru_stime) * 1000)
    return output, least, most


def measure(score, all_programs):
    """Prints a row each; returns scores by program and picture."""
    print("| picture | cells | program | CPU ms | peak MiB | bytes | bytes a cell | PSNR | SSIM | psnr_far |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    scores = {}
    for picture in sys.argv[2:] or PHOTOS + DRAWN:
        for size in SIZES:
            for name, command in all_programs.items():
                row = "| %s | %dx%d | %s |" % (picture, *size, name)
                done = run(command, PICTURES / picture, size)
                if done is None:
                    print(row, "failed |", flush=True)
                    continue
                output, ms, mib = done
                s = score.score(output, *size, str(PICTURES / picture))
                scores.setdefault((name, picture), []).append((s["psnr"], s["ssim"], s["psnr_far"], s["B/cell"]))
                print(row, "%.0f | %.0f | %d | %.2f | %.2f | %.4f | %.2f |"
                      % (ms, mib, s["bytes"], s["B/cell"], s["psnr"], s["ssim"], s["psnr_far"]), flush=True)
    return scores


def mean(scores, name, pictures):
    rows = [row for picture in pictures for row in scores.get((name, picture), [])]
    return tuple(sum(column) / len(rows) for column in zip(*rows)) if rows else None


GOALS = [
    ("half", PHOTOS, "PSNR >= 21.35, SSIM >= .49, far >= 42, <= 35.2 bytes a cell", lambda p, s, f, b: p >= 21.35 and s >= .49 and f >= 42 and b <= 35.2),
    ("half", DRAWN, "far >= 45", lambda p, s, f, b: f >= 45),
    ("half, compact", PHOTOS, "far >= 42, <= 26.5 bytes a cell", lambda p, s, f, b: f >= 42 and b <= 26.5),
    ("best", PHOTOS, "PSNR >= 23.2, SSIM >= .61, far >= 47", lambda p, s, f, b: p >= 23.2 and s >= .61 and f >= 47),
    ("half, 256", PHOTOS, "PSNR >= 19.6, <= 13.5 bytes a cell", lambda p, s, f, b: p >= 19.6 and b <= 13.5),
    ("half, 256 dithered", PHOTOS, "far >= 33", lambda p, s, f, b: f >= 33),
    ("half, 16", PHOTOS, "PSNR >= 14", lambda p, s, f, b: p >= 14),
]


def print_means(scores, all_programs):
    print("\n## Means over the three sizes\n")
    print("| program | pictures | PSNR | SSIM | psnr_far | bytes a cell | goal | met |")
    print("|---|---|---|---|---|---|---|---|")
    for name in all_programs:
        for pictures, kind in ((PHOTOS, "photos"), (DRAWN, "text and line art")):
            means = mean(scores, name, pictures)
            if means is None:
                continue
            goal = next(((text, test) for n, p, text, test in GOALS if n == name and p is pictures), None)
            print("| %s | %s | %.2f | %.3f | %.2f | %.2f |" % (name, kind, *means), "%s | %s |" % (goal[0], "yes" if goal[1](*means) else "**no**") if goal else "| |")


def print_large(all_programs):
    """12 Mpx at 200x60: the whole process, JPEG and PNG."""
    from PIL import Image
    print("\n## 12 Mpx at 200x60, whole process\n")
    print("Goal: half blocks in no more CPU time than chafa's, in at most 120 MiB.\n")
    print("| file | program | CPU ms | peak MiB |")
    print("|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        png = Path(folder) / "photo4000.png"
        Image.open(PICTURES / LARGE).save(png)
        for picture in (PICTURES / LARGE, png):
            for name in ("half", "best", "chafa half", "chafa block -w 9", "timg half"):
                done = run(all_programs[name], picture, (200, 60))
                print("| %s | %s |" % (picture.name, name), "%.0f | %.0f |" % done[1:] if done else "failed |", flush=True)


def print_in_process():
    if shutil.which("dotnet") is None:
        return
    print("\n## In process, warm\n", flush=True)
    bench = Path(__file__).resolve().parent
    subprocess.run(["dotnet", "run", "--project", str(bench), "-c", "Release", "-p:RunAnalyzers=false", "--", "goals"], check=False)


def main():
    score = load_score()
    all_programs = programs(str(Path(sys.argv[1]).resolve()))
    scores = measure(score, all_programs)
    print_means(scores, all_programs)
    print_large(all_programs)
    sys.stdout.flush()
    print_in_process()


main()
