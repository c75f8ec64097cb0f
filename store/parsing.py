"""Files to evaluations in several processes: reading takes the time, and a file needs nothing of another.

Owns the processes and the order of what they bring back. It must not know of the store. What a file does to its
process, be it its end, is that file's outcome alone.
"""

from __future__ import annotations

import copyreg
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import MappingProxyType

from store.dataclass import dataclass
from store.errors import UnreadableFile
from store.records import Evaluation

FEWEST_FILES = 12  # under which the processes would take longer to start than they save
_LOOK = 1.0  # seconds between two looks at whether the main process still runs
_AHEAD = 4  # files a process that are read ahead of what is stored: what they hold waits in memory

copyreg.pickle(MappingProxyType, lambda proxy: (MappingProxyType, (dict(proxy),)))  # the records' default


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file holds: the reader's kind, its forms, and what is to be said of it."""

    kind: str
    evaluations: tuple[Evaluation, ...]
    said: tuple[str, ...]


Parse = Callable[[Path], Parsed]
Outcome = Parsed | Exception


def outcomes(paths: Sequence[Path], parse: Parse, workers: int = 1) -> Iterator[Outcome]:
    """What each file holds, or what went wrong with it, in order. `parse` must be importable by name.

    With more than one worker many files are read in processes of their own, which only a program without threads should
    start.
    """
    if len(paths) < FEWEST_FILES or workers == 1:
        yield from (_tried(parse, path) for path in paths)
        return
    done = 0
    while done < len(paths):
        try:
            for outcome in _in_processes(paths[done:], parse, workers):
                done += 1
                yield outcome
        except BrokenProcessPool:
            # One of those that were being read ended its process: each is read in one of its own, to tell which.
            for path in paths[done : done + workers * _AHEAD]:
                done += 1
                yield _alone(path, parse)


def _in_processes(paths: Sequence[Path], parse: Parse, workers: int) -> Iterator[Outcome]:
    waiting: deque[Future[Outcome]] = deque()
    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(os.getpid(),)) as pool:
        try:
            for path in paths:
                waiting.append(pool.submit(_tried, parse, path))
                if len(waiting) > workers * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BaseException:
            pool.shutdown(cancel_futures=True)  # what is being read ends; what waits is not begun
            raise


def _alone(path: Path, parse: Parse) -> Outcome:
    try:
        with ProcessPoolExecutor(1, initializer=_begin, initargs=(os.getpid(),)) as pool:
            return pool.submit(_tried, parse, path).result()
    except BrokenProcessPool:
        return UnreadableFile(path, "reading it ended the process, by its size perhaps", "split it, or save it anew")


def _tried(parse: Parse, path: Path) -> Outcome:
    try:
        return parse(path)
    except Exception as error:  # whatever it is, it is this file's outcome
        return error


def _begin(parent: int) -> None:
    """Ctrl-C is the main process's to handle: it ends the others. Where it is killed itself, they end too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """Ends this process once its parent is gone: it would wait for work for ever."""
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)
