"""
Find the outlet whose house rules an address falls under.
"""

from revtrack.config import OutletSettings, Settings


def outlet_of(settings: Settings, url: str) -> str:
    """Return the name of the configured outlet that *url*'s host belongs to, subdomains included; empty for none."""
    host = url.partition("://")[2].partition("/")[0].lower()
    names = {host, host.rpartition(":")[0] or host}
    best = ""
    longest = 0
    for name, outlet in settings.outlets.items():
        for match in outlet.match:
            known = match.lower()
            if len(known) > longest and any(own == known or own.endswith("." + known) for own in names):
                best, longest = name, len(known)
    return best


def profile_of(settings: Settings, url: str) -> OutletSettings | None:
    """Return the house rules for *url*, None where no outlet is configured for its host."""
    return settings.outlets.get(outlet_of(settings, url))
