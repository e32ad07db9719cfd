"""A mail server that takes every message at once and forgets it, or takes every connection and hangs for a minute.

A program of its own: `take` or `hang` as its argument, its port as the first line on stdout, and what it has seen as
JSON when its stdin ends, which also happens when whoever started it is gone. Standard library only, since what it
costs is missing on the web server's side.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from contextlib import suppress

HANGS_SECONDS = 60
LARGEST_MESSAGE = 1 << 20

ANSWERS = {b"DATA": b"354 go on", b"QUIT": b"221 bye"}

seen: Counter[str] = Counter(connections=0, messages=0)


async def main(behaviour: str) -> None:
    talk = {"take": take, "hang": hang}[behaviour]

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen["connections"] += 1
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            await talk(reader, writer)
        writer.close()

    server = await asyncio.start_server(converse, "127.0.0.1", 0, limit=LARGEST_MESSAGE)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    print(json.dumps(seen), flush=True)


async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Not even a greeting; until the other side has had enough, or for a minute."""
    with suppress(TimeoutError):
        await asyncio.wait_for(reader.read(), HANGS_SECONDS)


async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 here\r\n")
    while line := await reader.readline():
        verb = line[:4].upper()
        writer.write(ANSWERS.get(verb, b"250 yes") + b"\r\n")
        if verb == b"DATA":
            await reader.readuntil(b"\r\n.\r\n")
            seen["messages"] += 1
            writer.write(b"250 taken\r\n")
        if verb == b"QUIT":
            return


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
