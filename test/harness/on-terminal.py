# Owns running a program on a pseudo-terminal as a user does. Arguments: a JSON list of steps, then the program with its arguments.
# A step is ["see", TEXT]: waits until the terminal has shown TEXT since the last step; ["type", TEXT]; ["listens"]: waits until node handles
# Ctrl-C in a separate thread; ["works", MS]: waits until the program has used this processor time. At the end it waits for the program's end,
# and prints as JSON the screen output, the exit code, and the processor time of all processes up to each step, in milliseconds.
import json, os, pty, select, sys, time

steps, command = json.loads(sys.argv[1]), sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)

shown, since, used, status = b'', 0, [], None
# The time limit in seconds: a hanging program is ended, and its output reported.
hangs, started = 240, time.monotonic()


def read(patience):
    """Takes what is shown within that many seconds; False once the program has closed the terminal."""
    global shown
    if terminal in select.select([terminal], [], [], patience)[0]:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            return False
        shown += data
        return bool(data)
    return True


def processor():
    """Milliseconds of the processor that the program has used; it is not yet waited for, so it stays readable."""
    with open(f'/proc/{child}/stat', encoding='latin1') as file:
        fields = file.read().rsplit(') ', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 // os.sysconf('SC_CLK_TCK')


def deaf():
    """The threads that sleep and block all signals."""
    found = []
    for task in sorted(os.listdir(f'/proc/{child}/task')):
        try:
            with open(f'/proc/{child}/task/{task}/status', encoding='latin1') as file:
                lines = dict(line.split(':\t', 1) for line in file.read().splitlines() if ':\t' in line)
        except OSError:
            continue
        if lines['State'].startswith('S') and lines['SigBlk'].startswith('fffffffe'):
            found.append(task)
    return found


for kind, *given in steps:
    begun, calm, before = processor(), 0, []
    while True:
        if kind == 'type':
            os.write(terminal, given[0].encode())
            break
        if kind == 'see' and given[0].encode() in shown[since:]:
            since = shown.index(given[0].encode(), since) + len(given[0].encode())
            break
        if kind == 'works' and processor() - begun >= given[0]:
            break
        if kind == 'listens':
            now = deaf()
            calm, before = (calm + 1 if now == before else 0), now
            if calm >= 5 and len(now) >= 2:
                break
        if time.monotonic() - started > hangs:
            os.kill(child, 9)
            break
        if not read(0.02):
            break
    used.append(processor())

while time.monotonic() - started < hangs and read(0.5):
    pass
os.kill(child, 9 if time.monotonic() - started >= hangs else 0)
# Its times are readable until it has been waited for.
while os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None:
    time.sleep(0.02)
used.append(processor())
status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
print(json.dumps({'shown': shown.decode('utf8', 'replace'), 'code': status, 'used': used}))
