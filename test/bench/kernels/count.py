# Thirty million additions in a counting loop.
def main():
    total = 0
    for i in range(1, 30000001):
        total = total + i
    print(total)


main()
