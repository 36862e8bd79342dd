# Owns 64-bit arithmetic in Python: reads JSON lines [operation, left, right] with decimal numbers as text; prints one result per line.
import json
import sys

MOST = 2**63 - 1


def wrapped(number):
    return (number + 2**63) % 2**64 - 2**63


def truncated(left, right):
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


def literal(text):
    digits = text[1:] if text.startswith('-') else text
    number = min(int(digits[2:], 16) if digits.startswith('0x') else int(digits, 10), MOST)
    return -number if text.startswith('-') else number


OPERATIONS = {
    'add': lambda a, b: wrapped(a + b),
    'subtract': lambda a, b: wrapped(a - b),
    'multiply': lambda a, b: wrapped(a * b),
    'divide': lambda a, b: 'division by zero' if b == 0 else wrapped(truncated(a, b)),
    'modulo': lambda a, b: 'division by zero' if b == 0 else wrapped(a - truncated(a, b) * b),
    'negate': lambda a, b: wrapped(-a),
    'bitAnd': lambda a, b: a & b,
    'bitOr': lambda a, b: a | b,
    'bitXor': lambda a, b: a ^ b,
    'bitNot': lambda a, b: ~a,
    # The count modulo 64, as processors of 64 bits take it.
    'shiftLeft': lambda a, b: wrapped(a << b % 64),
    'shiftRight': lambda a, b: a >> b % 64,
    'compareNumbers': lambda a, b: (a > b) - (a < b),
}

for line in sys.stdin:
    operation, left, right = json.loads(line)
    if operation == 'readNumber':
        print(literal(left))
    else:
        print(OPERATIONS[operation](int(left), int(right)))
