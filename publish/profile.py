#!/usr/bin/env python3
"""Writes publish/Profile/methods.txt: which methods of the runtime PeerSlot calls, so that they are compiled ahead and the others are not.

  publish/profile.py EXECUTABLE PICTURES

runs the published EXECUTABLE (Linux) through what people do first, with all its code compiled at run time, and lists what was compiled. PICTURES is a
folder of pictures in several formats. Takes two minutes; to be run again when the runtime's version changes or a command uses much more of it. A list
that is older than the code costs time at the start, nothing else.
"""
import fcntl, os, pathlib, pty, re, select, signal, struct, subprocess, sys, tempfile, termios, time

EXECUTABLE, PICTURES = sys.argv[1], sorted(p for p in pathlib.Path(sys.argv[2]).iterdir() if p.stat().st_size < 1_000_000)
WORK = pathlib.Path(tempfile.mkdtemp())
LOOPBACK = ["--interface", "lo", "--port", "26440", "--room", "profile"]
KEYS = {n: k for n, k in zip(range(1, 10), ["\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~"])}
number = 0


def environment():
    """
    Everything compiled at run time, and told: by keyword 0x10 (JIT), level 5 (verbose) of the runtime's events, which name types as they are but not those
    of generic methods, and by the compiler, which names these but writes an enumeration as a number.
    """
    global number
    number += 1
    return {**os.environ, "HOME": str(WORK), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "DOTNET_ReadyToRun": "0",
            "DOTNET_EnableEventPipe": "1", "DOTNET_EventPipeConfig": "Microsoft-Windows-DotNETRuntime:0x10:5",
            "DOTNET_EventPipeOutputPath": str(WORK / f"{number:03}.nettrace"),
            "DOTNET_JitDisasmSummary": "1", "DOTNET_JitStdOutFile": str(WORK / f"{number:03}.jit")}


def start(*arguments):
    return subprocess.Popen([EXECUTABLE, *map(str, arguments)], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def run(*arguments):
    start(*arguments).wait(120)


def member(name):
    return [*LOOPBACK, "--data-dir", WORK / name, "--name", name]


def screens(keys, arguments, rows=24, columns=80):
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(EXECUTABLE, [EXECUTABLE, *map(str, arguments)], environment())
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(seconds):
        end = time.time() + seconds
        while time.time() < end:
            if select.select([terminal], [], [], 0.1)[0]:
                try:
                    if b"\x1b[c" in os.read(terminal, 65536):
                        os.write(terminal, b"\x1b[?62;4c")
                except OSError:
                    return

    read(6)
    for key in [*keys, "\x1b[21~", "y"]:
        try:
            os.write(terminal, key.encode())
        except OSError:
            break
        read(1)
    try:
        os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        pass
    os.waitpid(pid, 0)


passphrase = WORK / "passphrase"
passphrase.write_text("correct horse battery staple\n")
passphrase.chmod(0o600)
for arguments in (["--help"], ["send", "--help"], ["--version"], ["nonsense"], ["--language", "ru", "--help"]):
    run(*arguments)
for extra in ([], ["--json"], ["--passphrase-file", passphrase]):
    receiver = start("receive", "--count", 1, "--timeout", 60, *member("bea"), *extra)
    time.sleep(8)
    run("send", PICTURES[-1], *member("ann"), *extra)
    receiver.wait(90)
run("peers", *member("ann"))
for picture in PICTURES:
    run("show", "--mode", "half", "--colors", "16m", "--size", "80x24", picture)
for mode in ("best", "block", "quadrant", "sixel", "kitty", "ascii"):
    run("show", "--mode", mode, "--size", "80x24", PICTURES[0])
for colors in ("256", "16", "2"):
    run("show", "--mode", "half", "--colors", colors, "--size", "80x24", PICTURES[0])
receiver = start("receive", "--timeout", 100, *member("bea"))
drag = ["\x1b[<0;20;10M", "\x1b[<32;25;12M", "\x1b[<0;25;12m"]
screens([" ", "\x1b[C", " ", *drag, KEYS[5], "\r", KEYS[4], "e", " ", "\r", "u", KEYS[6], KEYS[7], KEYS[8], KEYS[1], "\x1b", "\x10", "\x1b"], member("cy"))
run("send", PICTURES[0], *member("ann"))
receiver.send_signal(signal.SIGINT)
receiver.wait(60)
screens(["\x1b[C", " ", KEYS[4], "\r"], ["demo"], rows=50, columns=160)
screens([" ", KEYS[4], KEYS[3]], member("cy"))

# The events' names are UTF-16: type, method, signature, each ended by 0; before them the code's size, the method's token (0x06......), and flags, of
# which 8 says that it was compiled at run time.
names = re.compile(rb"((?:[\x20-\x7e]\x00){3,600})\x00\x00((?:[\x20-\x7e]\x00){1,300})\x00\x00((?:[\x20-\x7e]\x00){2,2000})\x00\x00")
found = set()
for trace in WORK.glob("*.nettrace"):
    data = trace.read_bytes()
    for match in names.finditer(data):
        if match.start() < 12:
            continue
        _, token, flags = struct.unpack("<III", data[match.start() - 12:match.start()])
        kind, method, signature = (group.decode("utf-16le") for group in match.groups())
        # Our own methods are compiled anyway, but for those of generic types.
        if (token >> 24 == 6 and flags & 8 and flags <= 0x1000 and (not kind.startswith("PeerSlot.") or "[" in kind)
                and not signature.startswith(("generic ", "instance generic "))):
            found.add((kind, method))
compiled = re.compile(r"compiled ([^:]+):([^\[(]+)(\[.+?\])\(.*\) \[")
for told in WORK.glob("*.jit"):
    found |= {match.groups() for match in compiled.finditer(told.read_text())}
# What was listed stays: another machine, another order of events. What is not there any more is left out while publishing.
listed = pathlib.Path(__file__).parent / "Profile" / "methods.txt"
found |= {tuple(line.split("\t")) for line in listed.read_text().splitlines() if "\t" in line}
with open(listed, "w") as out:
    out.write("# Methods of the runtime, and of generic types, that PeerSlot calls: type, method, types of the method. Written by publish/profile.py.\n")
    out.writelines("\t".join(method) + "\n" for method in sorted(found))
print(f"{len(found)} methods")
