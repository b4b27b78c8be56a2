"""asyncio beside threads, pipes, pairs of sockets and signals; its debug mode and reprs."""

import asyncio
import contextvars
import io
import logging
import os
import re
import select
import signal
import socket
import sys
import threading
import time

user = contextvars.ContextVar("user")


def plain(value):
    """A representation without addresses and directories."""
    text = value if isinstance(value, str) else repr(value)
    return re.sub(r'[^ "(]*/', "", re.sub(r"0x[0-9a-f]+", "0x", text))


async def after(seconds, value):
    await asyncio.sleep(seconds)
    return value


async def in_threads():
    loop = asyncio.get_running_loop()

    def blocking(x):
        time.sleep(0.01)
        return x, threading.current_thread() is threading.main_thread(), user.get(None)

    user.set("ada")
    print(await asyncio.to_thread(blocking, 1))
    print(await asyncio.gather(*(loop.run_in_executor(None, blocking, x) for x in range(3))))
    future = loop.create_future()
    thread = threading.Thread(target=lambda: loop.call_soon_threadsafe(future.set_result, "told"))
    thread.start()
    print(await future)
    thread.join()

    def elsewhere():
        return asyncio.run_coroutine_threadsafe(after(0.01, "from a thread"), loop).result()

    print(await asyncio.to_thread(elsewhere))

    def fails():
        raise OSError("in a thread")

    try:
        await asyncio.to_thread(fails)
    except OSError as exc:
        print(repr(exc))


async def streams():
    first, second = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=first)
    other_reader, other_writer = await asyncio.open_connection(sock=second)

    async def echo():
        while heard := await other_reader.read(5000):
            other_writer.write(heard.upper())
            await other_writer.drain()
        other_writer.close()

    server = asyncio.create_task(echo())
    for text in (b"one\n", b"two\n"):
        writer.write(text)
        print(await reader.readuntil())
    writer.write(b"x" * 150_000 + b"\n")
    print(len(await reader.readuntil(b"X" * 200)), len(await reader.readexactly(1000)))
    writer.write_eof()
    rest = await reader.read()
    print(len(rest), rest[-3:])
    await server
    writer.close()
    await writer.wait_closed()


async def pipes():
    loop = asyncio.get_running_loop()
    end, start = os.pipe()
    heard = asyncio.StreamReader()
    transport, _ = await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(heard), open(end, "rb", buffering=0)
    )
    os.write(start, b"through a pipe\n")
    print(await heard.readline())
    os.close(start)
    print(await heard.read(), heard.at_eof())
    transport.close()
    end, start = os.pipe()
    seen = []
    loop.add_reader(end, lambda: seen.append(os.read(end, 10)))
    os.write(start, b"seen")
    await asyncio.sleep(0.01)
    print(seen, loop.remove_reader(end), loop.remove_reader(end))
    os.close(end)
    try:
        os.write(start, b"nobody reads")
    except BrokenPipeError as exc:
        print(exc)
    os.close(start)


async def signals():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, print, "terminate")
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.sleep(0.01)
    print(loop.remove_signal_handler(signal.SIGTERM))


async def interrupted():
    asyncio.get_running_loop().call_soon(signal.raise_signal, signal.SIGINT)
    try:
        await asyncio.sleep(1000)
    except asyncio.CancelledError:
        print("cancelled")
        raise


async def representations():
    async def work():
        await asyncio.sleep(0.01)
        return 5

    task = asyncio.create_task(work(), name="worker")
    print(plain(task))
    await asyncio.sleep(0)
    print(plain(task.get_coro()), [frame.f_code.co_name for frame in task.get_stack()])
    stack = io.StringIO()
    task.print_stack(file=stack)
    print(plain("\n".join(stack.getvalue().splitlines()[1:])))
    print(await task, plain(task))
    future = asyncio.get_running_loop().create_future()
    print(plain(future), future.cancel(), plain(future))
    print(plain(asyncio.Lock()), plain(asyncio.Event()), plain(asyncio.Queue(3)))


async def logged():
    asyncio.get_running_loop().call_soon(int, "no number")
    await asyncio.sleep(0.01)


async def debugged():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 60  # what is slow depends on the machine
    errors = []

    def from_thread():
        try:
            loop.call_soon(print)
        except RuntimeError as exc:
            errors.append(str(exc))

    await asyncio.to_thread(from_thread)
    return loop.get_debug(), errors


async def run(*parts):
    for part in parts:
        print("--", part.__name__)
        await part()


asyncio.run(run(in_threads, streams, pipes, signals, representations))
try:
    asyncio.run(interrupted())
except KeyboardInterrupt as error:
    print(repr(error))
logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(name)s %(message)s")
asyncio.run(logged())
print(asyncio.run(debugged(), debug=True))

# -- without a loop ----------------------------------------------------------------------

near, far = socket.socketpair()
near.settimeout(0.01)
try:
    near.recv(1)
except TimeoutError as error:
    print(error)
far.sendall(b"hello")
print(select.select([near], [near], [], 0) == ([near], [near], []), near.recv(2, socket.MSG_PEEK))
buffer = bytearray(8)
print(near.recv_into(buffer), buffer)
near.setblocking(False)
try:
    near.recv(1)
except BlockingIOError as error:
    print(error)
with far.makefile("w") as file:
    print("a line", file=file)
with near.makefile() as file:
    print(repr(file.readline()))
far.shutdown(socket.SHUT_WR)
print(near.recv(10), near.fileno() >= 0)
near.close()
print(near.fileno(), near.family.name, near.type.name)
far.close()
left, right = socket.socketpair(type=socket.SOCK_DGRAM)
left.send(b"first")
left.send(b"second")
print(right.recv(3), right.recv(100))
left.close()
right.close()
print(signal.signal(signal.SIGUSR1, lambda number, frame: print("got", signal.Signals(number).name)))
signal.raise_signal(signal.SIGUSR1)
print(signal.strsignal(signal.SIGTERM), signal.getsignal(signal.SIGPIPE).name)
