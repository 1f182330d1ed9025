#!/usr/bin/env bash
# Whether the screens answer and a transfer finishes under a flood: 100,000 garbage datagrams a second on loopback for 30 s, to both ports. One key in
# five a second: the time until the terminal shows something for it, and a picture of 10 MiB that is sent meanwhile.
#   sudo PEERSLOT=artifacts/linux-x64/peerslot bench/flood.sh        SECONDS_=30 RATE=100000; needs python3; in a network namespace of its own
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
export PEERSLOT=$(realpath "${PEERSLOT:-$here/artifacts/linux-x64/peerslot}") SECONDS_=${SECONDS_:-30} RATE=${RATE:-100000}
exec unshare -n bash -c 'ip link set lo up && exec python3 - ' <<'PY'
import fcntl, hashlib, multiprocessing, os, pty, random, select, shutil, socket, statistics as st, struct, subprocess, sys, tempfile, termios, time
peerslot, seconds, rate = os.environ["PEERSLOT"], int(os.environ["SECONDS_"]), int(os.environ["RATE"])
folder = tempfile.mkdtemp(prefix="peerslot-flood-")
common = ["--interface", "lo", "--room", "bench"]

def flood(sent):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    tags = [b"\x10" + hashlib.sha256(n).digest()[:4] for n in (rb"peerslot\hello", rb"peerslot\pictures")]
    # A third is noise, a third has our frame, a third our frame and a header's first byte.
    kinds = [b"", tags[0], tags[1] + b"\x23"]
    garbage = [random.choice(kinds) + os.urandom(random.randrange(20, 400)) for _ in range(997)]
    began, n = time.perf_counter(), 0
    while (now := time.perf_counter() - began) < seconds:
        while n < now * rate:
            try: s.sendto(garbage[n % 997], ("127.0.0.1", 47113 if n & 1 else 47114))
            except OSError: pass
            n += 1
        time.sleep(0.0005)
    sent.value = n

def read(fd, wait):
    got, end = 0, time.perf_counter() + wait
    while (left := end - time.perf_counter()) > 0:
        if select.select([fd], [], [], left)[0]:
            try: got += len(os.read(fd, 65536))
            except OSError: break                            # it has ended
    return got

def answer(fd, key, limit=5):
    read(fd, 0.02)
    began = time.perf_counter(); os.write(fd, key)
    if not select.select([fd], [], [], limit)[0]: return limit * 1000
    return (time.perf_counter() - began) * 1000

pid, fd = pty.fork()
if pid == 0:
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    os.execv(peerslot, [peerslot, *common, "--data-dir", folder + "/screen"])
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
read(fd, 2)
picture = folder + "/noise.bmp"
with open(picture, "wb") as f:
    rows = 10 * 1048576 // 3072
    f.write(struct.pack("<2sIHHI IiiHHIIiiII", b"BM", 54 + rows * 3072, 0, 0, 54, 40, 1024, rows, 1, 24, 0, rows * 3072, 2835, 2835, 0, 0) + os.urandom(rows * 3072))
sent = multiprocessing.Value("q", 0)
flooder = multiprocessing.Process(target=flood, args=(sent,)); flooder.start()
time.sleep(1)
began = time.perf_counter()
send = subprocess.Popen([peerslot, "send", picture, *common, "--data-dir", folder + "/sender", "--wait", "60"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
times, took = [], None
while flooder.is_alive():
    times.append(answer(fd, b"\x1b[C" if len(times) % 2 else b"\x1b[D"))
    read(fd, 0.18)
    if took is None and send.poll() is not None: took = time.perf_counter() - began
flooder.join()
try: status = send.wait(30)
except subprocess.TimeoutExpired: status = send.kill() or send.wait()
took = took or time.perf_counter() - began
os.write(fd, b"\x1b[21~"); read(fd, 1); os.close(fd); os.waitpid(pid, 0)
shutil.rmtree(folder)
times.sort()
print(f"flood of {sent.value / seconds:,.0f} datagrams/s for {seconds} s: {len(times)} keys answered after {st.median(times):.1f} ms (median), {times[len(times) * 99 // 100 - 1]:.1f} ms (99 of 100), "
      f"worst {times[-1]:.1f} ms (goal 100); 10 MiB sent meanwhile: {'finished' if status == 0 else 'NOT finished'} after {took:.1f} s")
PY
