# Builds a text of a million characters, then picks each and matches it with a pattern.
import re


def main():
    letters = "abcdefghij"
    text = ""
    for i in range(1000000):
        text += letters[i % 10]
    vowel = re.compile("[aeiou]")
    count = 0
    for i in range(len(text)):
        if vowel.search(text[i]):
            count += 1
    print(len(text), count)


main()
