# Adds 20,000 rows to SQLite; then ten times reads a column of each and writes it anew.
import sqlite3


def main():
    base = sqlite3.connect(":memory:", isolation_level=None)
    base.execute("create table list (id integer primary key, list text, address text unique, comment text)")
    for i in range(1, 20001):
        address = f"10.0.{i >> 8}.{i & 255}"
        base.execute("insert into list (list, address, comment) values (?, ?, ?)", (f"l{i % 10}", address, f"c{i}"))
    length = 0
    for _ in range(10):
        for (row,) in base.execute("select id from list").fetchall():
            (comment,) = base.execute("select comment from list where id = ?", (row,)).fetchone()
            length += len(comment)
            base.execute("update list set comment = ? where id = ?", (comment + "y", row))
    found = base.execute("select id from list where comment = ?", ("c777yyyyyyyyyy",)).fetchall()
    print(length, len(found))


main()
