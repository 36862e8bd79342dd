# Owns a console over SSH as programs use it: paramiko types, waits for prompts and prints the output as JSON.
import json
import re
import sys
import time

import paramiko

port, user = int(sys.argv[1]), sys.argv[2]
client = paramiko.SSHClient()
client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
client.connect("127.0.0.1", port, user, "", look_for_keys=False, allow_agent=False)
shell = client.invoke_shell(term="vt100", width=100, height=30)
shell.settimeout(15)


def until(pattern):
    """What came until it ends in the pattern."""
    got = ""
    while not re.search(pattern, re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", got)):
        more = shell.recv(4096).decode("utf8")
        if more == "":
            break
        got += more
    return got


prompt = r"\[\w+@\w+\] [\w/-]*(<SAFE>|>) $"
said = [until(prompt)]
for step in json.load(sys.stdin):
    if "size" in step:
        shell.resize_pty(*step["size"])
        time.sleep(0.2)
        continue
    shell.send(step["type"])
    if "pause" in step:
        time.sleep(step["pause"])
        continue
    said.append(until(step.get("until", prompt)))
print(json.dumps({"said": said, "status": shell.recv_exit_status() if shell.exit_status_ready() else None, "banner": client.get_transport().remote_version}))
client.close()
