"""
Compile the selectors that house profiles name: CSS, or XPath when it looks like one.

A selector is compiled when the configuration is loaded, so that a slip is
said there and then, not on the thousandth page.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

Select = Callable[[Any], list[Any]]
"""Takes a parsed page's root, returns the elements it selects in document order."""


@lru_cache(maxsize=1024)
def compile_selector(text: str) -> Select:
    """Return the selector *text* compiled; raises `ValueError` that says what is wrong with it."""
    # Imported here: most configurations have no selectors, and `revtrack --help` must answer at once.
    import cssselect
    from lxml import etree

    is_xpath = text.lstrip().startswith(("/", "./", "(", "descendant", "id("))
    try:
        path = text if is_xpath else cssselect.HTMLTranslator().css_to_xpath(text)
        compiled = etree.XPath(path)
        compiled(etree.Element("html"))  # unknown functions are found only when it runs
    except (cssselect.SelectorError, etree.XPathError) as error:
        raise ValueError(f"is no {'XPath' if is_xpath else 'CSS selector'}: {error}") from None

    def select(root: Any) -> list[Any]:
        found = compiled(root)
        return (
            [item for item in found if isinstance(getattr(item, "tag", None), str)] if isinstance(found, list) else []
        )

    return select
