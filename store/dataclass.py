"""`dataclass` as the standard library has it, for a program that starts anew for every question.

Owns how a record class is made of its annotations. The library writes and compiles six functions for each class, and
reads its signature for a docstring: over all classes of a question that is a fifth of the time it takes. Here a class
shares what all have in common, and its `__init__` is written when the first of its kind is made. Only what this
program uses is there: frozen and slots, defaults, default factories, eq, inheritance. To type checkers it is the
library's own.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

__all__ = ["dataclass", "field", "fields", "is_dataclass", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass, field, fields, is_dataclass, replace
else:
    _MISSING = object()

    class Field:
        """A field's name and what stands in for it; also all that the library's own `replace` asks of one."""

        __slots__ = ("_field_type", "default", "default_factory", "init", "name")

        def __init__(self, default=_MISSING, default_factory=_MISSING):
            self.name = ""
            self.init = True
            self.default = default
            self.default_factory = default_factory
            self._field_type = None

    def field(*, default_factory):
        return Field(default_factory=default_factory)

    def fields(record):
        """The fields of a record or of its class, in order."""
        return tuple(record.__dataclass_fields__.values())

    def is_dataclass(value):
        return hasattr(value, "__dataclass_fields__")

    def replace(record, /, **changes):
        """The record with other values of some fields."""
        for name in record.__dataclass_fields__:
            if name not in changes:
                changes[name] = getattr(record, name)
        return type(record)(**changes)

    def dataclass(cls=None, /, *, frozen=False, slots=False, eq=True):
        if cls is None:
            return lambda made: _made(made, frozen, slots, eq)
        return _made(cls, frozen, slots, eq)

    def _made(cls, frozen, slots, eq):
        own = _own_fields(cls)
        every = {}
        for base in reversed(cls.__mro__[1:]):
            every.update(base.__dict__.get("__dataclass_fields__", {}))
        inherited = set(every)
        every.update(own)
        names = tuple(every)
        given = {name: value for name, value in cls.__dict__.items() if name not in ("__dict__", "__weakref__")}
        for name in own:
            given.pop(name, None)
        if slots:
            given["__slots__"] = tuple(name for name in own if name not in inherited)
        given |= {"__dataclass_fields__": every, "__match_args__": names, "__init__": _first_init}
        given.setdefault("__repr__", _repr)
        if eq:
            given |= _comparison(names, frozen)
        if frozen:
            given |= {"__setattr__": _no_setattr, "__delattr__": _no_delattr}
            if slots:
                given |= {"__getstate__": _getstate, "__setstate__": _setstate}
        made = type(cls)(cls.__name__, cls.__bases__, given)
        made.__qualname__ = cls.__qualname__
        return made

    def _own_fields(cls):
        own = {}
        for name in cls.__annotations__:
            default = cls.__dict__.get(name, _MISSING)
            one = default if isinstance(default, Field) else Field(default)
            one.name = name
            own[name] = one
        return own

    def _comparison(names, frozen):
        values = attrgetter(*names) if names else lambda _: ()

        def __eq__(self, other):  # noqa: N807
            if self is other:
                return True
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

        if not frozen:
            return {"__eq__": __eq__, "__hash__": None}

        def __hash__(self):  # noqa: N807
            return hash(values(self))

        return {"__eq__": __eq__, "__hash__": __hash__}

    def _first_init(self, *values, **named):
        """Stands in for the `__init__` of a class until the first of its kind is made."""
        cls = type(self)
        owner = next(base for base in cls.__mro__ if "__dataclass_fields__" in base.__dict__)
        if owner.__init__ is _first_init:
            owner.__init__ = _init(owner)
        owner.__init__(self, *values, **named)

    def _init(cls):
        """Written as one would by hand; a slot is filled past the `__setattr__` that keeps a record as it is.

        What is not a field is called __ here, as no field is.
        """
        parameters, lines, around = ["self"], [], {"__missing": _MISSING}
        frozen = cls.__setattr__ is not object.__setattr__
        for name, one in cls.__dataclass_fields__.items():
            value = name
            if one.default_factory is not _MISSING:
                around[f"__new_{name}"] = one.default_factory
                parameters.append(f"{name}=__missing")
                value = f"__new_{name}() if {name} is __missing else {name}"
            elif one.default is not _MISSING:
                around[f"__default_{name}"] = one.default
                parameters.append(f"{name}=__default_{name}")
            else:
                parameters.append(name)
            slot = getattr(cls, name, None)
            if not frozen:
                lines.append(f" self.{name} = {value}")
            elif hasattr(slot, "__set__"):
                around[f"__set_{name}"] = slot.__set__
                lines.append(f" __set_{name}(self, {value})")
            else:
                around["__set_field"] = object.__setattr__
                lines.append(f" __set_field(self, {name!r}, {value})")
        exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines or [" pass"]), around)  # noqa: S102
        init = around["__init__"]
        init.__qualname__ = f"{cls.__qualname__}.__init__"
        return init

    def _repr(self):
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
        return f"{type(self).__qualname__}({shown})"

    def _no_setattr(self, name, value):  # noqa: ARG001
        raise AttributeError(f"cannot assign to field {name!r}")

    def _no_delattr(self, name):  # noqa: ARG001
        raise AttributeError(f"cannot delete field {name!r}")

    def _getstate(self):
        return [getattr(self, name) for name in self.__dataclass_fields__]

    def _setstate(self, state):
        for name, value in zip(self.__dataclass_fields__, state, strict=True):
            object.__setattr__(self, name, value)
