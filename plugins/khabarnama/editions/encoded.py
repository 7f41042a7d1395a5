"""What a template shows, to the bytes of its page: HTML that stands in many places is encoded once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Undefined
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from typing import Self


_SIGNS = b"&<>'\""  # that HTML has a meaning for
_KEPT = 4096  # texts


class Given(dict[str, Any]):
    """The variables of a template."""

    def __missing__(self, name: str) -> Undefined:
        """Return what Jinja shows in the place of a name that was not given: a loop asks for it again and again."""
        value = self[name] = Undefined(name=name)
        return value


class Encoded(Markup):
    """HTML, and its `data` in UTF-8. For templates it is what any Markup is."""

    __slots__ = ("data",)

    data: bytes

    def __new__(cls, html: Any = "") -> Self:  # Markup may be given anything
        """Return `html`, which is not escaped any more."""
        made = str.__new__(cls, html) if type(html) is str else super().__new__(cls, html)
        made.data = made.encode()
        return made

    @classmethod
    def of(cls, data: bytes) -> Self:
        """Return the HTML that `data` is."""
        made = str.__new__(cls, data, "utf-8")
        made.data = data
        return made


class _Texts(dict[str, bytes]):
    """Plain texts as HTML in UTF-8."""

    def __missing__(self, text: str) -> bytes:
        """Return `text` as HTML."""
        if len(self) >= _KEPT:
            self.clear()
        data = text.encode()
        if data.translate(None, _SIGNS) != data:
            data = escape(text).encode()
        self[text] = data
        return data


# A page shows most of its texts more than once. As a call: Python finds the item of a subclass of dict slowly.
encoded = _Texts().__getitem__


def encode_any(value: object) -> bytes:
    """Return any `value` as a template shows it, in UTF-8."""
    if type(value) is int:
        return b"%d" % value
    return (value if type(value) is Markup else escape(value)).encode()
