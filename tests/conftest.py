"""What holds for every test."""

from hypothesis import settings

from store.watching import every_plan

__all__ = ["every_plan"]

settings.register_profile("revtrack", deadline=None)  # a busy machine is slow, which is nobody's fault
settings.load_profile("revtrack")
