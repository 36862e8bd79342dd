# Owns matching with the C library's regcomp and regexec: reads JSON lines [pattern, text] in hex; prints 1 (match), 0 (none) or - (invalid pattern).
import ctypes
import json
import locale
import sys

EXTENDED, NO_PARTS = 1, 8
# Bytes, independent of the locale.
locale.setlocale(locale.LC_ALL, 'C')
c = ctypes.CDLL('libc.so.6')
for line in sys.stdin:
    pattern, text = (bytes.fromhex(part) for part in json.loads(line))
    # regex_t has 64 bytes in glibc.
    compiled = ctypes.create_string_buffer(512)
    if c.regcomp(compiled, pattern, EXTENDED | NO_PARTS) != 0:
        print('-')
        continue
    print(0 if c.regexec(compiled, text, 0, None, 0) else 1)
    c.regfree(compiled)
