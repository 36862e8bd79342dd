# Owns file servers for tests: FTP (pyftpdlib) and SFTP (asyncssh), both with the files of one folder.
#
#   file-servers.py FOLDER
#
# Prints both ports first, and ends at the end of standard input. User `u` has the password `p`; FTP also admits `anonymous`.
import asyncio
import logging
import os
import sys
import threading

import asyncssh
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import FTPServer

folder = sys.argv[1]
logging.basicConfig(level=logging.ERROR)

known = DummyAuthorizer()
known.add_user("u", "p", folder, perm="elradfmwMT")
known.add_anonymous(folder)


class Handler(FTPHandler):
    authorizer = known
    auth_failed_timeout = 0


class Server(asyncssh.SSHServer):
    def password_auth_supported(self):
        return True

    def validate_password(self, username, password):
        return username == "u" and password == "p"


async def serve(ftp):
    ssh = await asyncssh.create_server(
        Server,
        "127.0.0.1",
        0,
        server_host_keys=[asyncssh.generate_private_key("ssh-ed25519")],
        sftp_factory=lambda channel: asyncssh.SFTPServer(channel, chroot=folder.encode()),
    )
    print(ftp.address[1], ssh.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    os._exit(0)


ftp = FTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=ftp.serve_forever, daemon=True).start()
asyncio.run(serve(ftp))
