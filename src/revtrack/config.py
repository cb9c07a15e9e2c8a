"""
Read `revtrack.toml` into typed settings, or say exactly what is wrong with it.

Every section is a frozen dataclass; its fields are the allowed keys, their
types are checked, and an unknown key is an error that names the file, the line
and the nearest right key. Nothing here acts on a setting.
"""

import difflib
import re
import tomllib
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

from revtrack.errors import ConfigError
from revtrack.selectors import compile_selector

DEFAULT_PATH = "revtrack.toml"
MAX_CONFIG_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How revtrack asks servers."""

    contact: str = ""
    """A URL or mail address in the User-Agent, so that an outlet can reach whoever runs this."""
    user_agent: str = ""
    """Replaces the whole User-Agent; empty means `revtrack/VERSION (+contact)`."""
    allow_private: tuple[str, ...] = ()
    """`host` or `host:port` let through the address gate though not public."""
    connect_to: Mapping[str, str] = field(default_factory=dict)
    """Host to `address:port`: asked instead of resolving the name (as curl's --connect-to); named, so let through."""
    allow_ports: tuple[int, ...] = (80, 443, 8080, 8443)
    total_timeout_s: float = 60.0
    connect_timeout_s: float = 15.0
    read_timeout_s: float = 30.0
    max_bytes: int = 10_000_000
    """Of the decoded body."""
    max_ratio: int = 200
    """Decoded over received bytes, checked once a megabyte is decoded."""
    max_redirects: int = 5
    full_read_every: int = 24
    """Every so many checks the validators are left out, since ETags lie."""
    proxy_from_environment: bool = False


@dataclass(frozen=True, slots=True)
class PolitenessSettings:
    """How revtrack treats every host."""

    gap_s: float = 2.0
    """The shortest time between the end of one request and the start of the next."""
    concurrency: int = 1
    robots: bool = True
    total: int = 32
    """Requests in flight over all hosts."""
    max_crawl_delay_s: float = 120.0
    """A longer Crawl-delay in a robots.txt counts as this one: it would mean a few pages a day."""


@dataclass(frozen=True, slots=True)
class HostSettings:
    """Overrides of politeness for one host; None keeps the general value."""

    gap_s: float | None = None
    concurrency: int | None = None
    robots: bool | None = None


@dataclass(frozen=True, slots=True)
class ScheduleSettings:
    """How often articles are asked for again."""

    chance: float = 0.12
    """An article is due when a change since the last look is this likely; lower means more requests, more versions."""
    min_interval_s: float = 300.0
    max_interval_s: float = 604_800.0
    """A week: nothing is ever left unlooked at for longer."""
    poll_s: float = 900.0
    """A poll begins no visit after so many seconds: what is left is due for the next one, the most overdue first."""


@dataclass(frozen=True, slots=True)
class SinkSettings:
    """Someone or something to tell."""

    kind: str
    """`mail` (SMTP), `webhook` (JSON by POST) or `files` (one JSON file an alert in a folder)."""
    on: tuple[str, ...] = ()
    """Kinds of alerts to send here; empty means all: note, unannounced, note_removed, gone, state, back."""
    outlets: tuple[str, ...] = ()
    """Only alerts about these outlets; empty means all."""
    to: tuple[str, ...] = ()
    sender: str = ""
    host: str = "localhost"
    port: int = 25
    security: str = "none"
    """`none`, `starttls` or `tls`."""
    username: str = ""
    password_env: str = ""
    """The environment variable that holds the password."""
    url: str = ""
    secret_env: str = ""
    """The environment variable that holds the key a webhook's body is signed with (HMAC-SHA256)."""
    folder: str = ""
    timeout_s: float = 20.0


@dataclass(frozen=True, slots=True)
class AlertSettings:
    """Whom to tell what."""

    sinks: Mapping[str, SinkSettings] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OutletSettings:
    """House rules of one outlet: how to read its pages and what its policy promises."""

    match: tuple[str, ...] = ()
    """Host names (subdomains included) whose articles these rules are for."""
    body: str = ""
    """CSS selector or XPath of the article body."""
    notes: tuple[str, ...] = ()
    """Selectors of boxes that hold notes."""
    byline: str = ""
    noise: tuple[str, ...] = ()
    """Selectors of what is never article text."""
    wordings: tuple[str, ...] = ()
    """Further labels or phrases that open a note at this outlet."""
    rules: Mapping[str, str] = field(default_factory=dict)
    """Policy rules by id: `R11 = "top"`, `R5 = "required"`, `R24 = "off"`."""
    silent_window_h: float = 0.0
    """Hours after publication in which the outlet's policy allows silent fixes."""
    silent_severity_max: int = 2

    def __post_init__(self) -> None:
        """Compile every selector, so that a slip is named when the file is loaded."""
        for key, texts in (
            ("body", (self.body,)),
            ("notes", self.notes),
            ("byline", (self.byline,)),
            ("noise", self.noise),
        ):
            for text in filter(None, texts):
                try:
                    compile_selector(text)
                except ValueError as error:
                    raise ConfigError(f"{key}: {text!r} {error}") from None


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """How the written and the served pages present themselves."""

    site: str = "revtrack"
    """The site's name, on every page and in the feeds."""
    base_url: str = ""
    """Where the site stands, for absolute addresses in feeds; empty keeps them relative."""


@dataclass(frozen=True, slots=True)
class AnchorSettings:
    """How the archive's head is time-stamped by somebody else (`revtrack anchor`)."""

    command: tuple[str, ...] = ()
    """Program and arguments; it reads the head on its standard input and prints the time stamp."""
    timeout_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything `revtrack.toml` may say."""

    fetch: FetchSettings = field(default_factory=FetchSettings)
    politeness: PolitenessSettings = field(default_factory=PolitenessSettings)
    schedule: ScheduleSettings = field(default_factory=ScheduleSettings)
    alerts: AlertSettings = field(default_factory=AlertSettings)
    hosts: Mapping[str, HostSettings] = field(default_factory=dict)
    outlets: Mapping[str, OutletSettings] = field(default_factory=dict)
    report: ReportSettings = field(default_factory=ReportSettings)
    anchor: AnchorSettings = field(default_factory=AnchorSettings)

    @classmethod
    def load(cls, path: str | Path) -> "Settings":
        """
        Return the settings in the file at *path*; the defaults when there is none.

        Raises `ConfigError` naming file, line and what to write instead.
        """
        path = Path(path)
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            return cls()
        except OSError as error:
            raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
        if len(raw) > MAX_CONFIG_BYTES:
            raise ConfigError(
                f"{path}: {len(raw)} bytes is more than a configuration file may have ({MAX_CONFIG_BYTES})"
            )
        return cls.parse(raw, str(path))

    @classmethod
    def parse(cls, raw: bytes, name: str = DEFAULT_PATH) -> "Settings":
        """Return the settings that the TOML text *raw* says; *name* is for messages."""
        try:
            text = raw.decode("utf-8-sig").replace("\r\n", "\n")
            table = tomllib.loads(text)
        except UnicodeDecodeError as error:
            raise ConfigError(f"{name}: is not UTF-8 (byte {error.start})") from None
        except tomllib.TOMLDecodeError as error:
            raise ConfigError(f"{name}: {error}") from None
        built: Settings = _build(cls, table, _Where(name, text, ()))
        return built


@dataclass(frozen=True, slots=True)
class _Where:
    """A place in the file, for messages."""

    name: str
    text: str
    path: tuple[str, ...]

    def at(self, key: str) -> "_Where":
        return _Where(self.name, self.text, (*self.path, key))

    def __str__(self) -> str:
        return f"{self.name}:{self.line()}: {'.'.join(self.path)}"

    def line(self) -> int:
        """Return the line that most likely holds this key: after its table's header, where there is one."""
        lines = self.text.split("\n")
        key, tables, start = self.path[-1], self.path[:-1], 0
        for number, line in enumerate(lines):
            header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
            if header and _header_parts(header.group(1)) in (list(tables), list(self.path)):
                start = number
                if _header_parts(header.group(1)) == list(self.path):
                    return number + 1
        for number in range(start, len(lines)):
            if re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", lines[number]):
                return number + 1
        return start + 1


def _header_parts(header: str) -> list[str]:
    """Return the keys of a dotted table header, quotes taken off."""
    return [a or b or c for a, b, c in re.findall(r'"([^"]*)"|\'([^\']*)\'|([^.\s]+)', header)]


def _build(kind: Any, value: Any, where: _Where) -> Any:
    """Return *value* as the dataclass *kind*."""
    if not isinstance(value, dict):
        raise ConfigError(f"{where}: must be a table, not {_name(value)}")
    hints = typing.get_type_hints(kind)
    known = [f.name for f in fields(kind)]
    out: dict[str, Any] = {}
    for key, item in value.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"
            raise ConfigError(f"{where.at(key)}: unknown key {key!r}; {hint}")
        out[key] = _convert(hints[key], item, where.at(key))
    for f in fields(kind):
        if f.name not in out and f.default is MISSING and f.default_factory is MISSING:
            raise ConfigError(f"{where}: {f.name!r} is missing")
    try:
        return kind(**out)
    except ConfigError as error:
        key = str(error).partition(":")[0]
        raise ConfigError(f"{where.at(key)}{str(error).removeprefix(key)}") from None


def _convert(kind: Any, value: Any, where: _Where) -> Any:
    """Return *value* as *kind*, or raise `ConfigError`."""
    origin, args = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return _build(kind, value, where)
    if origin in (types.UnionType, typing.Union):
        return _convert(next(a for a in args if a is not type(None)), value, where)
    if origin is tuple:
        if not isinstance(value, list):
            value = [value]
        return tuple(_convert(args[0], item, where) for item in value)
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, dict):
            raise ConfigError(f"{where}: must be a table, not {_name(value)}")
        return {key: _convert(args[1], item, where.at(key)) for key, item in value.items()}
    return _scalar(kind, value, where)


def _scalar(kind: Any, value: Any, where: _Where) -> Any:
    """Return *value* as the plain type *kind*; numbers must not be negative, since no setting of ours may be."""
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not kind:
        raise ConfigError(f"{where}: must be {_words(kind)}, not {_name(value)}")
    if isinstance(value, (int, float)) and not isinstance(value, bool) and not value >= 0:
        raise ConfigError(f"{where}: must not be negative, but is {value}")
    return value


def _words(kind: type) -> str:
    return {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}.get(kind, kind.__name__)


def _name(value: object) -> str:
    names = {
        str: "a text",
        int: "a whole number",
        float: "a number",
        bool: "true/false",
        dict: "a table",
        list: "a list",
    }
    return f"{names.get(type(value), type(value).__name__)} ({value!r})"
