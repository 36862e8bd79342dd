# Builds a text of a million characters and counts one of them, character by character.
def main():
    letters = "abcdefghij"
    text = ""
    for i in range(1000000):
        text += letters[i % 10]
    count = 0
    for i in range(len(text)):
        if text[i] == "e":
            count += 1
    print(len(text), count)


main()
