# Reads a JSON document of 2,000 records a few times, walks through it by a recursive function and writes it back.
import json


def walk(value):
    if not isinstance(value, (list, dict)):
        return 1
    leaves = 0
    for inner in value.values() if isinstance(value, dict) else value:
        leaves += walk(inner)
    return leaves


def main():
    text = "["
    for i in range(1, 2001):
        if i > 1:
            text += ","
        text += '{"name":"r' + str(i) + '","up":true,"load":' + str(i % 97) + ',"tags":["a","b",{"deep":' + str(i) + "}]}"
    text += "]"
    leaves = 0
    for turn in range(1, 11):
        document = json.loads(text)
        leaves += walk(document)
        document[7]["load"] = turn
        leaves += len(json.dumps(document, separators=(",", ":"), sort_keys=True))
    print(leaves)


main()
