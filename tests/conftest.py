"""What holds for every test."""

from hypothesis import settings

settings.register_profile("revtrack", deadline=None)  # a busy machine is slow, which is nobody's fault
settings.load_profile("revtrack")
