#!/usr/bin/env python3
"""What the screens cost on a terminal: first frame, one changed cell, idling.

    bench/screen.py [EXECUTABLE] [RUNS]      (artifacts/linux-x64/peerslot, 10)

Runs the published file in a pseudo terminal of 80x24 on loopback. First frame: from exec until the bottom row is written; the goals are 80 ms
and 2.5 times a bare .NET program (bench/hello, published the same way into artifacts/hello where it is not there), each run beside one of its.
CPU: what all threads together had used until then. One pixel: the bytes that painting it writes, undo counter included. Idle: bytes and CPU
time in 10 s on Draw. Needs python3; times want a quiet machine.
"""
import fcntl, glob, os, pty, select, shutil, statistics, struct, subprocess, sys, tempfile, termios, time

here = os.path.dirname(os.path.abspath(__file__))
executable = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "../artifacts/linux-x64/peerslot")
runs = int(sys.argv[2]) if len(sys.argv) > 2 else 10
hello = os.path.join(here, "../artifacts/hello/hello")


def launch(arguments):
    begin = time.perf_counter()
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
        os.execv(arguments[0], arguments)
    return pid, fd, begin


def say_hello():
    """Milliseconds until the word is on the terminal."""
    pid, fd, begin = launch([hello])
    read_until(fd, b"hello")
    taken = (time.perf_counter() - begin) * 1000
    os.waitpid(pid, 0)
    os.close(fd)
    return taken


def cpu_so_far(pid):
    """Milliseconds on a core of all threads."""
    return sum(int(open(f).read().split()[0]) for f in glob.glob(f"/proc/{pid}/task/*/schedstat")) / 1e6


def start(folder):
    pid, fd, begin = launch([executable, "--interface", "lo", "--port", "23113", "--room", "bench", "--data-dir", folder])
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    return pid, fd, begin


def read_until(fd, mark, limit=10):
    got, end = b"", time.perf_counter() + limit
    while time.perf_counter() < end and mark not in got:
        if select.select([fd], [], [], 0.05)[0]:
            got += os.read(fd, 65536)
    return got


def quiet(fd, seconds):
    got, end = b"", time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        if select.select([fd], [], [], left)[0]:
            got += os.read(fd, 65536)
    return got


def cpu(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def stop(pid, fd):
    os.write(fd, b"\x1b[21~")
    read_until(fd, b"\x1b[?1049l")
    os.close(fd)
    os.waitpid(pid, 0)


if not os.path.exists(hello):
    subprocess.run(["dotnet", "publish", os.path.join(here, "hello"), "-v:quiet", "-nologo"], check=True, stdout=sys.stderr)
folder = tempfile.mkdtemp(prefix="peerslot-bench-")
try:
    times, hellos, cpus = [], [], []
    for _ in range(runs + 1):
        hellos.append(say_hello())
        pid, fd, begin = start(folder)
        read_until(fd, b"Quit")
        times.append((time.perf_counter() - begin) * 1000)
        cpus.append(cpu_so_far(pid))
        stop(pid, fd)
    times, hellos, cpus = times[1:], hellos[1:], cpus[1:]
    frame, bare = statistics.median(times), statistics.median(hellos)
    print(f"first frame       {frame:7.1f} ms, median of {runs} (min {min(times):.1f}, max {max(times):.1f}), {statistics.median(cpus):.1f} ms of CPU")
    print(f"bare .NET program {bare:7.1f} ms, median of {runs} (min {min(hellos):.1f}, max {max(hellos):.1f}); the first frame takes {frame / bare:.2f} times that")

    pid, fd, begin = start(folder)
    read_until(fd, b"Quit")
    quiet(fd, 2)
    sizes = []
    for _ in range(10):
        os.write(fd, b"\x1b[C")
        quiet(fd, 0.3)
        os.write(fd, b" ")
        sizes.append(len(quiet(fd, 0.3)))
    print(f"one pixel painted {statistics.median(sizes):7.0f} bytes, median of 10 (max {max(sizes)})")
    quiet(fd, 2)
    before, idle = cpu(pid), quiet(fd, 10)
    print(f"idle for 10 s     {len(idle):7d} bytes, {(cpu(pid) - before) * 10:.2f} % of a core")
    stop(pid, fd)
finally:
    shutil.rmtree(folder)
