# Owns a mail server for tests (aiosmtpd): plain, with STARTTLS and with TLS; prints each accepted message as a line of JSON.
#
#   mail-server.py CERTIFICATE KEY PASSPHRASE
#
# Prints its three ports first, and ends at the end of standard input. User `u` has the password `p`; `nobody@...` is refused.
import asyncio
import json
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Taking:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        told = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "text": envelope.content.decode("latin1"),
            "tls": server.transport.get_extra_info("ssl_object") is not None,
            "authenticated": session.authenticated is True,
        }
        print(json.dumps(told), flush=True)
        return "250 OK taken"


def authenticate(server, session, envelope, mechanism, data):
    known = data.login == b"u" and data.password == b"p"
    return AuthResult(success=known, handled=known)


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(*sys.argv[1:3], password=sys.argv[3])


async def serve():
    loop = asyncio.get_running_loop()

    def server(encrypted=None, **options):
        def session():
            return SMTP(Taking(), hostname="mail.test", authenticator=authenticate, auth_require_tls=False, loop=loop, **options)

        return loop.create_server(session, "127.0.0.1", 0, ssl=encrypted)

    servers = [
        await server(),
        await server(tls_context=context, require_starttls=True),
        await server(encrypted=context),
    ]
    print(*(one.sockets[0].getsockname()[1] for one in servers), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(serve())
