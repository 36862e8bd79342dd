# Counts 300,000 words of a text made of 1,000 different ones, in a dictionary.
def main():
    text = ""
    for i in range(300000):
        text += "w" + str((i * 7919) % 1000) + " "
    counts = {}
    at = 0
    end = text.find(" ")
    while end >= 0:
        word = text[at:end]
        counts[word] = counts.get(word, 0) + 1
        at = end + 1
        end = text.find(" ", at)
    print(len(counts), sum(counts.values()))


main()
