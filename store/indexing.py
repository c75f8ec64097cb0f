"""Files to the store: what is new, changed or gone, a few files in one transaction.

Owns the run over files and what is reported of each. It must not parse forms, nor leave a file half stored: a run
that is killed, or whose disk is full, loses nothing that was stored before.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Sequence, Set
from enum import StrEnum
from pathlib import Path

from store import parsing
from store.checks.checking import Checker
from store.checks.vocabulary import Parameters
from store.dataclass import dataclass, field
from store.discovery import Found, discover
from store.errors import DamagedFile, FileProblem, MissingStore, NothingToRead, store_error
from store.forms import forms_in
from store.parsing import Parsed
from store.reading import read
from store.records import Evaluation
from store.writing import FileVersion, Stored, Writer, open_to_write


class Status(StrEnum):
    READ = "read"
    READ_PARTIAL = "read_partial"  # stored as far as it could be read; the message says what is missing
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"  # read; a form in it has other figures in another file, the newer of which is used
    DUPLICATE = "duplicate"  # every form in it is stored already, from another file
    SKIPPED = "skipped"  # nothing in it to read, or damaged
    FAILED = "failed"  # could not be read
    REMOVED = "removed"  # is gone from its folder, and so from the store


@dataclass(frozen=True, slots=True)
class FileOutcome:
    path: Path
    status: Status
    forms: int = 0  # in the store from this file
    message: str = ""  # what and what to do, without the path; may be several sentences, and empty


@dataclass(frozen=True, slots=True)
class Progress:
    done: int  # files that are finished
    total: int
    path: Path | None  # the one that comes next, None at the end


@dataclass(slots=True)
class IndexReport:
    files: list[FileOutcome] = field(default_factory=list)

    def counts(self) -> Counter[Status]:
        return Counter(outcome.status for outcome in self.files)

    @property
    def forms(self) -> int:
        """How many forms the store has from these files."""
        return sum(outcome.forms for outcome in self.files)


def parse(path: Path) -> Parsed:
    """What a file holds. Raises UnreadableFile."""
    document = read(path)
    found = forms_in(document)
    return Parsed(document.kind, found.evaluations, (*found.declined, *document.notes))


def index(
    store: Path, paths: Sequence[Path], progress: Callable[[Progress], None] | None = None, workers: int = 1
) -> IndexReport:
    """Bring the store up to date with the files at and under `paths`; makes it where there is none.

    A bad file is an outcome and never stops the others. `workers` is the number of processes that read: more than one
    is for programs without threads. Raises StoreError where the store cannot be written.
    """
    found = discover(paths)
    own = store.absolute().resolve()
    found.files = [path for path in found.files if path not in (own, own.with_name(f"{own.name}-journal"))]
    try:
        with contextlib.closing(open_to_write(store)) as connection:
            return _Run(Writer(connection), found, workers).all_files(progress or (lambda _: None))
    except sqlite3.Error as error:
        raise store_error(error, store) from error


def forget(store: Path, paths: Sequence[Path]) -> IndexReport:
    """Take what was stored of the files at and under `paths` out of the store. Raises StoreError.

    What another file says of the same project and year is read again from there.
    """
    if not store.exists():
        raise MissingStore(store)
    named = {path.absolute() for path in paths} | {path.absolute().resolve() for path in paths}
    try:
        with contextlib.closing(open_to_write(store)) as connection:
            return _Run(Writer(connection), Found()).without(named)
    except sqlite3.Error as error:
        raise store_error(error, store) from error


def recheck(store: Path, parameters: Parameters) -> None:
    """Check all that is stored again, by other parameters, which later runs go by too. Raises StoreError."""
    try:
        with contextlib.closing(open_to_write(store)) as connection:
            Checker(connection, parameters).recheck()
    except sqlite3.Error as error:
        raise store_error(error, store) from error


_UNREAD = FileOutcome(Path(), Status.FAILED)  # holds a file's place in the order of outcomes
_MANY = 200  # files that were read in a run, after which the full-text index is put in order
_TOGETHER = 0.25  # seconds for which what is read waits to be stored together: what a kill costs at most


class _Run:
    """One run over the files that were found."""

    def __init__(self, writer: Writer, found: Found, workers: int = 1) -> None:
        self._workers = workers
        self._writer = writer
        self._found = found
        self._reader = _reader()
        self._versions: dict[Path, FileVersion] = {}
        self._outcomes: dict[Path, FileOutcome] = {}

    def all_files(self, progress: Callable[[Progress], None]) -> IndexReport:
        self._remove_the_gone()
        self._outcomes.update(dict.fromkeys(self._found.files, _UNREAD))  # in the order of the files
        changed = [path for path in self._found.files if not self._is_unchanged(path)]
        total = len(self._found.files)
        read: dict[Path, parsing.Outcome] = {}
        parsed = iter(parsing.outcomes(changed, parse, self._workers))
        since = time.monotonic()
        try:
            for n, path in enumerate(changed):
                progress(Progress(total - len(changed) + n, total, path))
                read[path] = next(parsed)
                if time.monotonic() - since > _TOGETHER:
                    self._store_together(read)
                    since = time.monotonic()
        finally:  # Ctrl-C loses nothing that was read
            self._store_together(read)
        next(parsed, None)  # there is none: the processes end
        self._read_orphans()
        self._writer.prune_names()
        self._writer.check_between_forms()
        if len(changed) >= _MANY:
            self._writer.tidy()
        for status, problems in ((Status.SKIPPED, self._found.skipped), (Status.FAILED, self._found.failed)):
            self._outcomes.update({p.path: FileOutcome(p.path, status, 0, _message(p)) for p in problems})
        progress(Progress(total, total, None))
        return IndexReport(list(self._outcomes.values()))

    def without(self, named: Set[Path]) -> IndexReport:
        """Takes out the files that are named, or lie in a folder that is."""
        for path in self._writer.paths():
            if path in named or not named.isdisjoint(path.parents):
                self._writer.remove(path)
                self._outcomes[path] = FileOutcome(path, Status.REMOVED, 0, "what was stored of it was removed")
        self._read_orphans()
        self._writer.prune_names()
        self._writer.check_between_forms()
        return IndexReport(list(self._outcomes.values()))

    def _remove_the_gone(self) -> None:
        for path in self._writer.paths():
            if self._found.is_gone(path):
                self._writer.remove(path)
                message = "the file is no longer there: what was stored of it was removed"
                self._outcomes[path] = FileOutcome(path, Status.REMOVED, 0, message)

    def _read_orphans(self) -> None:
        """Files that repeat a form which is no longer stored from the file it stood in first."""
        orphans = [path for path in self._writer.orphans() if path.exists()]
        for path, parsed in zip(orphans, parsing.outcomes(orphans, parse, self._workers), strict=True):
            self._versions.pop(path, None)
            self._outcomes[path] = self._stored(path, parsed)

    def _is_unchanged(self, path: Path) -> bool:
        """Whether a file is stored as it is; notes its version, and the outcome of one that is."""
        try:
            version = self._versions[path] = _version(path, self._reader)
        except OSError:
            return False  # reading it will say why
        forms = self._writer.forms_unchanged(version)
        if forms is not None:
            self._outcomes[path] = FileOutcome(path, Status.UNCHANGED, forms)
        return forms is not None

    def _store_together(self, read: dict[Path, parsing.Outcome]) -> None:
        """Stores what was read of these files in one transaction, and empties them out."""
        waiting = dict(read)
        read.clear()  # what cannot be stored is not tried again
        if waiting:
            with_forms = any(isinstance(parsed, Parsed) and parsed.evaluations for parsed in waiting.values())
            with self._writer.together(with_forms):
                self._outcomes.update({path: self._stored(path, parsed) for path, parsed in waiting.items()})

    def _stored(self, path: Path, parsed: parsing.Outcome) -> FileOutcome:
        """Stores what a file holds, or says why it holds nothing."""
        if isinstance(parsed, NothingToRead):
            return self._nothing(path, _message(parsed))
        if isinstance(parsed, Exception):
            # A bad file, or a slip in a parser, must not keep the others from being read.
            kept = "; what was stored of it before is kept" if self._writer.has(path) else ""
            status = Status.SKIPPED if isinstance(parsed, DamagedFile) else Status.FAILED
            return FileOutcome(path, status, 0, _why(parsed) + kept)
        if not parsed.evaluations:
            none = "" if parsed.said else "no 项目支出绩效自评表 was found in it; see that it is the right file"
            return self._nothing(path, "; ".join(filter(None, (*parsed.said, none))))
        version = self._versions.get(path) or _version(path, self._reader)
        stored = self._writer.replace(version, parsed.kind, parsed.evaluations)
        return _outcome(path, parsed.evaluations, stored, parsed.said)

    def _nothing(self, path: Path, message: str) -> FileOutcome:
        removed = self._writer.remove(path)
        return FileOutcome(
            path, Status.SKIPPED, 0, message + ("; what was stored of it was removed" if removed else "")
        )


def _outcome(path: Path, evaluations: tuple[Evaluation, ...], stored: Stored, said: Sequence[str]) -> FileOutcome:
    gaps = [f"{e.project_name or f'form {e.form_index + 1}'}: {', '.join(e.missing)}" for e in evaluations if e.missing]
    status = Status.READ_PARTIAL if gaps else Status.READ
    if stored.conflicts:
        status = Status.CONFLICT
    elif not stored.forms:
        status = Status.DUPLICATE
    return FileOutcome(path, status, stored.forms, "; ".join([*gaps, *said, *stored.notes]))


def _message(problem: FileProblem) -> str:
    return f"{problem.what}; {problem.remedy}"


def _why(error: Exception) -> str:
    match error:
        case FileProblem():
            return _message(error)
        case OSError():
            return f"the file cannot be read ({error.strerror}); check its rights and the disk"
        case _:
            return f"jiwen could not make sense of it ({error!r}); please report this with the file"


def _version(path: Path, reader: str) -> FileVersion:
    with path.open("rb") as file:
        modified = os.fstat(file.fileno()).st_mtime_ns
        return FileVersion(path, hashlib.file_digest(file, "sha256").hexdigest(), file.tell(), reader, modified)


def _reader() -> str:
    """A fingerprint of what reads files: once jiwen reads better, files that have not changed are read again."""
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for source in sorted([*package.rglob("*.py"), package / "words.txt"]):
        digest.update(source.read_bytes())
    return digest.hexdigest()
