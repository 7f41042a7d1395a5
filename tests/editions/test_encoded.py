"""What templates show, as bytes: the same that Jinja makes of it."""

from __future__ import annotations

import json

import pytest
from jinja2 import Undefined
from markupsafe import Markup, escape

from khabarnama.editions.encoded import Encoded, encode_any, encoded
from khabarnama.editions.environment import _isolate_runs, _write_json
from khabarnama.editions.structured import Json

TEXTS = ["", "ur", "a < b & \"c\" > 'd'", "خبر & <b>", "\u2028😀"]


@pytest.mark.parametrize("text", TEXTS)
def test_plain_text_is_escaped(text: str) -> None:
    """As markupsafe does it."""
    assert encoded(text) == escape(text).encode() == encoded(text)


@pytest.mark.parametrize("value", [*TEXTS, *map(Markup, TEXTS), 7, -1, True, None, 1.5, ["<"], Undefined(name="x")])
def test_any_value_is_shown(value: object) -> None:
    """Whatever a template is given."""
    assert encode_any(value) == escape(value).encode()


@pytest.mark.parametrize("html", [Encoded("<b>خبر</b>"), Encoded.of("<b>خبر</b>".encode())])
def test_html_that_is_encoded_is_html(html: Encoded) -> None:
    """A template may do with it what it does with any, and has its bytes."""
    assert html.data.decode() == html == Markup("<b>خبر</b>")
    assert (html + "<").data.decode() == "<b>خبر</b>&lt;"


def test_an_object_in_json_can_be_looked_into() -> None:
    """A theme may show a part of the structured data."""
    data = {"headline": "خبر", "about": [{"name": "x"}]}

    assert dict(Json(json.dumps(data))) == data
    assert repr(Json(json.dumps(data))) == repr(data)
    assert json.loads(_write_json([Json(json.dumps(data))])) == [data]


def test_what_has_no_form_in_json_is_named() -> None:
    """A template that asks for it is wrong."""
    with pytest.raises(TypeError, match="object"):
        _write_json([object()])


def test_text_that_equals_html_is_escaped() -> None:
    """Whichever of both is shown first."""
    _isolate_runs(Markup("<b>"), "en")

    assert _isolate_runs("<b>", "en") == Markup("&lt;b&gt;")
