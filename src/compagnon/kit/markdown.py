"""Texts with a little markup, made safe whoever wrote them."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a"),
    *("blockquote", "code", "pre", "table", "thead", "tbody", "tr", "th", "td"),
}
_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache(maxsize=512)
def to_html(text: str) -> str:
    """Return safe HTML for Markdown; a level-one heading becomes level two."""
    tokens = _PARSER.parse(text)
    for token in tokens:
        if token.tag == "h1":
            token.tag = "h2"
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto", "tel"},
    )
