# Counts words of 1,000 kinds in a dictionary, over two million steps.
def main():
    counts = {}
    for i in range(1, 2000001):
        word = "w" + str((i * 7919) % 1000)
        counts[word] = counts.get(word, 0) + 1
    print(len(counts), sum(counts.values()))


main()
